package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.ScriptedImap;
import icloudmail.testkit.ScriptedSmtp;
import icloudmail.testkit.TestCertificate;
import icloudmail.testkit.Wiretap;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing is compressed before it is encrypted, since the length of what a stranger's message is
 * compressed with tells of it (CRIME, CVE-2012-4929): neither by IMAP (RFC 4978) nor by TLS.
 */
class NoCompressionTest {
  private static final String OFFER = "[CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN COMPRESS=DEFLATE]";

  @TempDir Path directory;

  private static String answer(String tag, String command) {
    if (command.startsWith("AUTHENTICATE")) {
      return tag + " OK " + OFFER + " logged in\r\n";
    }
    if (command.startsWith("COMPRESS")) {
      return tag + " OK DEFLATE active\r\n";
    }
    String untagged =
        command.startsWith("EXAMINE") || command.startsWith("SELECT")
            ? "* 1 EXISTS\r\n* OK [UIDVALIDITY 9]\r\n* OK [UIDNEXT 8]\r\n"
            : command.startsWith("UID SEARCH")
                ? "* SEARCH 7\r\n"
                : command.startsWith("LIST")
                    ? "* LIST () \"/\" INBOX\r\n"
                    : command.startsWith("CAPABILITY")
                        ? "* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN COMPRESS=DEFLATE\r\n"
                        : "* STATUS INBOX (MESSAGES 1 UNSEEN 1 UIDNEXT 8)\r\n";
    return untagged + tag + " OK done\r\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "list", "fetch 7", "folders", "doctor", "list in:any"})
  void whatImapOffersIsNotTaken(String words) {
    try (ScriptedImap imap =
        new ScriptedImap(
            TestCertificate.valid(), "* OK " + OFFER + " hello\r\n", NoCompressionTest::answer)) {
      CliRun.Setting.against(imap.port(), 1, TestCertificate.valid(), directory)
          .run(words.split(" ", -1));

      assertThat(imap.commands())
          .hasSizeGreaterThan(1)
          .noneMatch(command -> command.startsWith("COMPRESS"))
          // what is deflated has no lines of letters
          .allMatch(command -> command.matches("[\\x20-\\x7E]+"));
    }
  }

  @Test
  void tlsOverImapOffersNone() {
    try (ScriptedImap imap = new ScriptedImap(TestCertificate.valid(), NoCompressionTest::answer);
        Wiretap wire = new Wiretap(imap.port())) {
      CliRun.Setting.against(wire.port(), 1, TestCertificate.valid(), directory).run("check");

      assertThat(compressionMethods(wire.heard())).isEqualTo("\u0000");
    }
  }

  @Test
  void tlsOverSubmissionOffersNone() {
    try (ScriptedSmtp smtp = new ScriptedSmtp(TestCertificate.valid(), line -> null);
        Wiretap wire = new Wiretap(smtp.port())) {
      CliRun.Setting.against(1, wire.port(), TestCertificate.valid(), directory)
          .run("send", "-m", "x", "--no-copy", "a@example.com");

      String hello = "STARTTLS\r\n";
      String heard = wire.heard();
      assertThat(heard).contains(hello);
      assertThat(compressionMethods(heard.substring(heard.indexOf(hello) + hello.length())))
          .isEqualTo("\u0000");
    }
  }

  /** Of the ClientHello that begins a connection (RFC 8446 section 4.1.2); zero is none. */
  private static String compressionMethods(String record) {
    // headers of record and handshake, version, random
    int sessionId = 5 + 4 + 2 + 32;
    assertThat(record).startsWith("\u0016\u0003");
    int suites = sessionId + 1 + record.charAt(sessionId);
    int methods = suites + 2 + record.charAt(suites) * 256 + record.charAt(suites + 1);
    return record.substring(methods + 1, methods + 1 + record.charAt(methods));
  }
}

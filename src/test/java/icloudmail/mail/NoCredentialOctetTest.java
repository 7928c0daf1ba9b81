package icloudmail.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.MailServers;
import icloudmail.testkit.OldTls;
import icloudmail.testkit.ScriptedImap;
import icloudmail.testkit.ScriptedSmtp;
import icloudmail.testkit.TestCertificate;
import icloudmail.testkit.Wiretap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Of the password nothing is among the octets that a server is sent whom it must not be told: not
 * on the wire, and not where the server has decrypted them; in plain text or as base64.
 */
class NoCredentialOctetTest {
  @TempDir Path directory;

  private static boolean holdsPassword(String octets) {
    boolean found = octets.contains(MailServers.PASSWORD);
    // base64 has three forms of it, by where its first octet falls
    for (int before = 0; before < 3; before++) {
      byte[] text = ("x".repeat(before) + MailServers.PASSWORD).getBytes(US_ASCII);
      String base64 = Base64.getEncoder().withoutPadding().encodeToString(text);
      // the first and the last letter may hold bits of a neighbour
      found |= octets.contains(base64.substring(before == 0 ? 0 : before + 1, base64.length() - 1));
    }
    return found;
  }

  private CliRun check(int port, TestCertificate trusted) {
    return CliRun.Setting.against(port, 1, trusted, directory).run("check", "--timeout", "5s");
  }

  private CliRun send(int port, TestCertificate trusted) {
    return CliRun.Setting.against(1, port, trusted, directory)
        .run("send", "-m", "x", "--timeout", "5s", "a@example.com");
  }

  /** The octets of a {@code check} that a server with this greeting hears, as it decrypts them. */
  private String heardByImap(
      TestCertificate certificate, TestCertificate trusted, String greeting) {
    try (ScriptedImap imap =
            new ScriptedImap(
                certificate,
                greeting,
                (tag, command) ->
                    greeting.startsWith("* BYE")
                        ? ScriptedImap.HANG_UP
                        : "* STATUS INBOX (UNSEEN 0)\r\n" + tag + " OK done\r\n");
        Wiretap wire = new Wiretap(imap.port())) {
      CliRun run = check(wire.port(), trusted);
      String sent = wire.heard();

      assertThat(sent).isNotEmpty();
      assertThat(holdsPassword(sent)).as(run.toString()).isFalse();
      return imap.octets();
    }
  }

  private String heardBySmtp(
      TestCertificate certificate, TestCertificate trusted, UnaryOperator<String> script) {
    try (ScriptedSmtp smtp = new ScriptedSmtp(certificate, script);
        Wiretap wire = new Wiretap(smtp.port())) {
      CliRun run = send(wire.port(), trusted);
      String sent = wire.heard();

      assertThat(sent).startsWith("EHLO ");
      assertThat(holdsPassword(sent)).as(run.toString()).isFalse();
      return String.join("\n", smtp.heardInPlain()) + String.join("\n", smtp.heardOverTls());
    }
  }

  /** What is looked for is found where it may be. */
  @Test
  void aServerThatProvesWhoItIsHearsIt() {
    TestCertificate valid = TestCertificate.valid();

    assertThat(holdsPassword(heardByImap(valid, valid, ScriptedImap.GREETING))).isTrue();
    assertThat(holdsPassword(heardByImap(valid, valid, "* OK [CAPABILITY IMAP4rev1] hi\r\n")))
        .isTrue();
    assertThat(holdsPassword(heardBySmtp(valid, valid, line -> null))).isTrue();
    assertThat(
            holdsPassword(
                heardBySmtp(
                    valid,
                    valid,
                    line ->
                        line.startsWith("AUTH PLAIN")
                            ? "504 5.5.4 no"
                            : line.equals("AUTH LOGIN")
                                ? "334 VXNlcm5hbWU6"
                                : line.matches("[A-Za-z0-9+/]+=*")
                                        && !line.equals("STARTTLS")
                                        && !line.equals("DATA")
                                        && !line.equals("QUIT")
                                    ? "334 UGFzc3dvcmQ6"
                                    : null)))
        .isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("icloudmail.mail.CredentialsGoToNoStrangerTest#strangers")
  void aStrangerHearsNothing(String what, Supplier<TestCertificate> stranger, boolean trusted) {
    TestCertificate certificate = stranger.get();
    TestCertificate trust = trusted ? certificate : TestCertificate.valid();

    assertThat(heardByImap(certificate, trust, ScriptedImap.GREETING)).isEmpty();
    assertThat(holdsPassword(heardBySmtp(certificate, trust, line -> null))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* PREAUTH [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] welcome\r\n",
        "* BYE [UNAVAILABLE] not now\r\n",
        "* OK [CAPABILITY IMAP4rev1 LOGINDISABLED] hello\r\n",
        "* OK [CAPABILITY IMAP4rev1 SASL-IR LOGINDISABLED AUTH=GSSAPI] hello\r\n",
      })
  void whoGreetsSoHearsNothing(String greeting) {
    TestCertificate valid = TestCertificate.valid();

    assertThat(holdsPassword(heardByImap(valid, valid, greeting))).isFalse();
  }

  /** It greets at once, and in plain text, on the port of implicit TLS. */
  @Test
  void imapWithoutTlsHearsNothing() {
    try (ScriptedSmtp plain = new ScriptedSmtp(TestCertificate.valid(), line -> null);
        Wiretap wire = new Wiretap(plain.port())) {
      CliRun run = check(wire.port(), TestCertificate.valid());

      assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
      assertThat(holdsPassword(wire.heard())).isFalse();
      assertThat(wire.heard()).startsWith("\u0016\u0003");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "250-localhost\r\n250 AUTH PLAIN LOGIN",
        "250-localhost\r\n250-AUTH PLAIN LOGIN\r\n250 STARTTLS"
      })
  void submissionWithoutTlsHearsNothing(String offered) {
    TestCertificate valid = TestCertificate.valid();
    for (String reply : new String[] {"454 4.7.0 Not now", "502 5.5.1 What?", "250 2.0.0 Ok"}) {
      String heard =
          heardBySmtp(
              valid,
              valid,
              line -> line.startsWith("EHLO") ? offered : line.equals("STARTTLS") ? reply : null);

      assertThat(holdsPassword(heard)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tlsOfOldHearsNothing(boolean imap) throws IOException {
    try (OldTls old = new OldTls(imap ? "" : "220 localhost\r\n");
        Wiretap wire = new Wiretap(old.port())) {
      CliRun run =
          imap
              ? check(wire.port(), TestCertificate.valid())
              : send(wire.port(), TestCertificate.valid());

      assertThat(run.exitCode()).as(run.toString()).isIn(75, 76);
      assertThat(wire.heard()).isNotEmpty();
      assertThat(holdsPassword(wire.heard())).isFalse();
    }
  }
}

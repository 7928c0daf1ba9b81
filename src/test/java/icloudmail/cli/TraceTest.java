package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.MailServers;
import icloudmail.testkit.Mails;
import icloudmail.testkit.ScriptedImap;
import icloudmail.testkit.Stage;
import icloudmail.testkit.TestCertificate;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire log is safe to show to anyone. */
class TraceTest {
  @TempDir Path directory;

  private String trace() throws IOException {
    return Files.readString(directory.resolve("trace"), StandardCharsets.ISO_8859_1);
  }

  private CliRun traced(CliRun.Setting setting, String password, String... arguments) {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--trace";
    all[arguments.length + 1] = directory.resolve("trace").toString();
    return setting.with("ICLOUD_MAIL_PASSWORD", password).run(all);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Neither the password nor anything that it can be read from. */
  private void isSafe(String password) throws IOException {
    String trace = trace();
    String wire =
        new String(password.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(trace)
        .isNotEmpty()
        .doesNotContain(
            wire,
            base64(password),
            base64("\0jo@icloud.com\0" + password),
            base64("\0jo\0" + password),
            wire.replace("\\", "\\\\").replace("\"", "\\\""))
        .doesNotContainPattern("(?m)^(AUTH (PLAIN|LOGIN) \\S|\\w+ (AUTHENTICATE PLAIN|LOGIN) \\S)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        MailServers.PASSWORD,
        "pä\"ss\\w0rd {3}",
        "%s%n$(id)`id`",
        "two  blanks and\ttab",
        "{10}{10+}",
        "YWJjZC1lZmdo",
        "\\\"\\\"\\",
        "密码🔑密码",
        "AUTHENTICATE OK NO BAD",
        "a*b?c[d]e(f)g|h^i$j.k+l",
      })
  void noFormOfThePasswordIsInTheTrace(String password) throws IOException {
    try (ICloud icloud = new ICloud()) {
      traced(icloud.setting(directory), password, "list");
      isSafe(password);
      traced(icloud.setting(directory), password, "send", "-m", "x", "a@example.com");
      isSafe(password);
      icloud.faults().on("AUTHENTICATE").no("[AUTHENTICATIONFAILED] not '" + password + "'");
      icloud.faults().on("AUTH").no("535 5.7.8 not '" + base64("\0jo@icloud.com\0" + password));
      CliRun list = traced(icloud.setting(directory), password, "list", "-v");
      isSafe(password);
      CliRun send =
          traced(icloud.setting(directory), password, "send", "-v", "-m", "x", "a@example.com");
      isSafe(password);
      assertThat(send.err())
          .contains("refuses the login of jo@icloud.com", "********")
          .doesNotContain(base64("\0jo@icloud.com\0" + password));
      if (StandardCharsets.US_ASCII.newEncoder().canEncode(password)) {
        assertThat(list.err()).contains("not '********'").doesNotContain("'" + password + "'");
      }
    }
  }

  @Test
  void otherWaysToLogInAreNotInTheTrace() throws IOException {
    String password = "pä\"ss\\w0rd {3}";
    try (Stage other = new MailServers()) {
      traced(other.setting(directory), password, "list");
      isSafe(password);
      traced(other.setting(directory), password, "send", "-m", "x", "a@example.com");
      isSafe(password);
    }
  }

  @Test
  void aLoginInTwoStepsIsNotInTheTrace() throws IOException {
    String greeting = "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n";
    List<String> tags = new CopyOnWriteArrayList<>();
    try (ScriptedImap imap =
        new ScriptedImap(
            TestCertificate.valid(),
            greeting,
            (tag, command) -> {
              tags.add(tag);
              return command.equals("AUTHENTICATE PLAIN")
                  ? "+ \r\n"
                  : (tag.isEmpty() ? tags.get(0) : tag) + " OK done\r\n";
            })) {
      traced(
          CliRun.Setting.against(imap.port(), 1, TestCertificate.valid(), directory),
          MailServers.PASSWORD,
          "list");
      assertThat(imap.commands())
          .startsWith("AUTHENTICATE PLAIN", base64("\0jo@icloud.com\0" + MailServers.PASSWORD));
    }
    isSafe(MailServers.PASSWORD);
  }

  @Test
  void theRestOfTheWireIsInTheTrace() throws IOException {
    try (ICloud icloud = new ICloud()) {
      icloud.deliver(Mails.plain("a@example.com", "visible", "x"));
      traced(icloud.setting(directory), MailServers.PASSWORD, "list");
      assertThat(trace()).contains("EXAMINE INBOX", "Subject: visible", "OK FETCH completed");
      traced(icloud.setting(directory), MailServers.PASSWORD, "send", "-m", "x", "a@example.com");
      assertThat(trace()).contains("STARTTLS", "MAIL FROM:<jo@icloud.com>", "queued as", "APPEND");
    }
  }
}

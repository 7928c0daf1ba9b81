package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.Betrayal;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.InNoTime;
import icloudmail.testkit.LiveRun;
import icloudmail.testkit.MailServers;
import icloudmail.testkit.ScriptedImap;
import icloudmail.testkit.TestCertificate;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers repeat what they were told at the login, then or later; the password stays hidden. */
class EchoedLoginTest {
  private static final String PASSWORD = MailServers.PASSWORD;
  private static final List<String> LINES = Betrayal.lines(MailServers.LOGIN, PASSWORD);

  @TempDir Path directory;

  private static void isSafe(CliRun run) {
    assertThat(Betrayal.in(run.out() + run.err(), PASSWORD)).as(run.toString()).isFalse();
  }

  /** Outbox, trace and all else that was written. */
  private void filesAreSafe() throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String written = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(Betrayal.in(written, PASSWORD)).as(file + ": " + written).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AUTH", "MAIL", "RCPT", "DATA", "."})
  void theSubmissionServerAtAnyTime(String command) throws IOException {
    String trace = directory.resolve("trace").toString();
    try (ICloud icloud = new ICloud()) {
      CliRun.Setting setting = icloud.setting(directory);
      for (String line : LINES) {
        icloud.faults().on(command).times(2).bad("5.7.8 you said " + line);
        CliRun send = setting.run("send", "--queue", "--json", "-m", "x", "a@example.com");
        assertThat(send.out() + send.err()).contains("5.7.8 you said ", "********");
        isSafe(send);
        isSafe(setting.run("send", "-v", "-m", "x", "a@example.com", "--trace", trace));
        isSafe(setting.run("outbox"));
        isSafe(setting.run("outbox", "--json"));
        filesAreSafe();
        icloud.faults().clear();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"354 ", "250 ", "699 ", "what "})
  void aReplyThatIsNone(String code) throws IOException {
    try (ICloud icloud = new ICloud()) {
      for (String line : LINES) {
        for (String command : List.of("MAIL", "DATA", ".")) {
          icloud.faults().on(command).bad(code.equals("what ") ? line : code + line);
          isSafe(icloud.setting(directory).run("send", "-m", "x", "a@example.com"));
          icloud.faults().clear();
        }
      }
      isSafe(icloud.setting(directory).run("outbox", "--json"));
      filesAreSafe();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AUTHENTICATE", "EXAMINE", "UID SEARCH", "UID FETCH"})
  void theImapServerAtAnyTime(String command) throws IOException {
    try (ICloud icloud = new ICloud()) {
      icloud.deliver("Subject: one\n\nx\n");
      for (String line : LINES) {
        icloud.faults().on(command).always().no("you said " + line);
        CliRun list = icloud.setting(directory).run("list", "-q", "subject:one");
        assertThat(list.err()).contains("you said ", "********");
        isSafe(list);
        isSafe(icloud.setting(directory).run("list", "-vv", "--json"));
        isSafe(icloud.setting(directory).run("doctor"));
        icloud.faults().clear();
      }
      filesAreSafe();
    }
  }

  @Test
  void aServerThatKnowsItFromBefore() {
    try (ICloud icloud = new ICloud()) {
      for (String command : List.of("list", "folders", "send -m x a@example.com", "doctor")) {
        for (String when : List.of("CONNECT", "EHLO", "STARTTLS")) {
          icloud.faults().on(when).always().no("you said " + String.join(", ", LINES));
          isSafe(icloud.setting(directory).run(command.split(" ")));
          icloud.faults().clear();
        }
      }
    }
  }

  @Test
  void theEndOfALongReplyIsNotHalfAPassword() {
    try (ICloud icloud = new ICloud()) {
      for (int length = 970; length <= 1000; length += 5) {
        icloud.faults().on("EXAMINE").no("x".repeat(length) + " " + PASSWORD);
        icloud.faults().on("MAIL").bad("x".repeat(length) + " " + PASSWORD);
        assertThat(icloud.setting(directory).run("list").err()).doesNotContain(begin());
        assertThat(icloud.setting(directory).run("send", "-m", "x", "a@example.com").err())
            .doesNotContain(begin());
      }
    }
  }

  private static String begin() {
    return PASSWORD.substring(0, 6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"* BYE %s\r\nhang up", "TAG NO %s\r\n", "TAG WHAT %s\r\n", "%s OK x\r\n"})
  void everyKindOfResponse(String answer) {
    for (String line : LINES) {
      try (ScriptedImap imap =
          new ScriptedImap(
              TestCertificate.valid(),
              (tag, command) ->
                  command.startsWith("EXAMINE")
                      ? answer.formatted(line).replace("TAG", tag)
                      : tag + " OK done\r\n")) {
        CliRun.Setting setting =
            CliRun.Setting.against(imap.port(), 1, TestCertificate.valid(), directory);
        isSafe(setting.run("list", "-v", "--timeout", "1s"));
      }
    }
  }

  @Test
  void aWatchThatConnectsAgainSaysWhyAndNoMore() {
    try (ICloud icloud = new ICloud()) {
      CliRun.Setting setting = icloud.setting(directory).with(new InNoTime());
      for (String line : LINES) {
        icloud.faults().on("EXAMINE").times(5).no("you said " + line);
        try (LiveRun watch = setting.start("check", "--watch", "--jsonl", "-v")) {
          String reason = watch.event("reconnect").path("reason").asText();
          assertThat(reason).contains("you said ", "********");
          assertThat(Betrayal.in(reason + watch.err(), PASSWORD)).as(reason).isFalse();
        }
        icloud.faults().clear();
      }
    }
  }
}

package icloudmail.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import icloudmail.model.MailException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordCommandTest {
  private static PasswordCommand command(String... argv) {
    return new PasswordCommand(List.of(argv), Duration.ofSeconds(20));
  }

  private static void fails(PasswordCommand command, String why) {
    assertThatThrownBy(command::password)
        .isInstanceOfSatisfying(
            MailException.class,
            e -> assertThat(e.kind()).isEqualTo(MailException.Kind.CONFIGURATION))
        .hasMessageContaining(why);
  }

  @Test
  void itsStandardInputIsEmpty() throws MailException {
    assertThat(command("sh", "-c", "cat; echo end").password().reveal()).isEqualTo("end");
  }

  @Test
  void noShellComesBetween() throws MailException {
    assertThat(command("echo", "$HOME;x").password().reveal()).isEqualTo("$HOME;x");
  }

  @Test
  void aCommandThatNeverEndsIsEnded() {
    fails(
        new PasswordCommand(
            List.of("sh", "-c", "echo x; exec cat /dev/zero"), Duration.ofMillis(300)),
        "does not end within");
  }

  @Test
  void failuresNameTheCommand() {
    fails(command("no-such-program-here"), "password.command 'no-such-program-here' cannot be run");
    fails(command("false"), "ended with exit code 1");
    fails(command("true"), "gives an empty password");
  }

  @Test
  void onlyTheFirstLineCounts() throws MailException {
    assertThat(command("printf", " abcd-efgh \\nuser: jo\\n").password().reveal())
        .isEqualTo("abcd-efgh");
  }

  @Test
  void aTalkativeCommandMayEnd() throws MailException {
    assertThat(command("sh", "-c", "echo abcd; yes | head -c 300000").password().reveal())
        .isEqualTo("abcd");
  }

  @Test
  void aSilentCommandIsEndedToo() {
    fails(
        new PasswordCommand(List.of("tail", "-f", "/dev/null"), Duration.ofMillis(200)),
        "password.command 'tail' does not end within");
  }

  @Test
  void whatItPrintsIsNotToldWhereItFails() {
    assertThatThrownBy(() -> command("sh", "-c", "echo abcd; exit 3").password())
        .isInstanceOfSatisfying(
            MailException.class,
            e -> assertThat(e.getMessage() + e.hint()).doesNotContain("abcd", "echo"))
        .hasMessage("password.command 'sh' ended with exit code 3");
  }

  /** As an agent that a command starts, and that keeps its output open. */
  @Test
  void whatGoesOnBehindTheCommandIsNotWaitedFor() {
    List<String> agent = List.of("sh", "-c", "sleep 30 & sleep 0.5; echo abcd; echo user");

    assertTimeout(
        Duration.ofSeconds(10),
        () ->
            assertThat(new PasswordCommand(agent, Duration.ofSeconds(20)).password().reveal())
                .isEqualTo("abcd"));
  }

  @Test
  void aLineWithoutAnEndIsTakenWithinTheLimit() {
    List<String> agent = List.of("sh", "-c", "sleep 30 & sleep 0.5; printf abcd");

    assertTimeout(
        Duration.ofSeconds(10),
        () ->
            assertThat(new PasswordCommand(agent, Duration.ofSeconds(20)).password().reveal())
                .isEqualTo("abcd"));
  }

  @Test
  void anAgentThatLetsNothingBeHeardIsNoPassword() {
    List<String> agent = List.of("sh", "-c", "sleep 30 & sleep 0.5");

    assertTimeout(
        Duration.ofSeconds(10),
        () -> fails(new PasswordCommand(agent, Duration.ofSeconds(20)), "gives an empty password"));
  }
}

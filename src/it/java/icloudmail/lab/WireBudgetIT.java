package icloudmail.lab;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.Mails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many commands Dovecot and Postfix hear, each of which is a round trip: read from the trace,
 * which leaves out logins, one command each. LOGOUT and QUIT are not counted: nobody waits for
 * them. {@code CommandBudgetTest} is the same on the double.
 */
class WireBudgetIT {
  private static final Pattern IMAP =
      Pattern.compile("[A-Z]+\\d+ (?!(LOGOUT|OK|NO|BAD)\\b)[A-Z].*");
  private static final Pattern SMTP =
      Pattern.compile("(EHLO|STARTTLS|MAIL|RCPT|DATA|RSET|NOOP)\\b.*|\\.");

  @TempDir static Path home;

  private static DovecotStage stage;

  @TempDir Path directory;

  @BeforeAll
  static void up() {
    stage = new DovecotStage(home);
  }

  @AfterAll
  static void down() {
    stage.close();
  }

  @BeforeEach
  void deliver() {
    stage.reset();
    stage.deliver(Mails.plain("Ada <ada@example.org>", "Statement of May", "Thanks!"));
    stage.deliver(Mails.attachments());
  }

  private List<String> said(Pattern commands, String... arguments) throws IOException {
    Path trace = directory.resolve("trace");
    String[] all = List.of(arguments).toArray(new String[arguments.length + 2]);
    all[arguments.length] = "--trace";
    all[arguments.length + 1] = trace.toString();
    CliRun run = stage.setting(directory).run(all);
    assertThat(run.exitCode()).as(run.toString()).isZero();
    List<String> said =
        Files.readString(trace).lines().filter(line -> commands.matcher(line).matches()).toList();
    assertThat(said).isNotEmpty();
    return said;
  }

  @Test
  void toCountIsOneCommand() throws IOException {
    assertThat(said(IMAP, "check", "--count")).hasSize(1);
  }

  @Test
  void toListTheNewestIsTwo() throws IOException {
    assertThat(said(IMAP, "list")).hasSize(2);
  }

  @Test
  void toAskIsOneMore() throws IOException {
    assertThat(said(IMAP, "list", "subject:statement")).hasSize(3);
    assertThat(said(IMAP, "check", "from:ada@example.org")).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void toFetchOneIsNoMoreThanThree() throws IOException {
    CliRun list = stage.setting(directory).run("list", "--tsv", "subject:statement");
    String reference = list.out().substring(0, list.out().indexOf('\t'));

    assertThat(said(IMAP, "fetch", reference)).hasSizeLessThanOrEqualTo(3);
    assertThat(said(IMAP, "fetch", "subject:statement")).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void toSendToOneRecipientIsSeven() throws IOException {
    assertThat(said(SMTP, "send", "-s", "Hello", "-m", "Hi.", "--no-copy", "bob@icloud.com"))
        .hasSize(7);
  }
}

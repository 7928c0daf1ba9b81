package icloudmail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.Mails;
import icloudmail.testkit.Schema;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} with {@code -a} more than once. */
class SeveralAccountsTest {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @BeforeEach
  void configure() throws IOException {
    Path config = Files.createDirectories(directory.resolve("config/icloud-mail"));
    Files.writeString(
        config.resolve("config.toml"),
        """
        [accounts.home]
        login = "jo@icloud.com"
        [accounts.work]
        login = "jo@icloud.com"
        [accounts.gone]
        login = "nobody@icloud.com"
        """);
    icloud
        .mailboxes()
        .deliver("INBOX", Mails.plain("Ada <ada@example.com>", "one", "x").getBytes(UTF_8));
  }

  @AfterEach
  void close() {
    icloud.close();
  }

  private CliRun run(String... words) {
    return icloud.setting(directory).without("ICLOUD_MAIL_LOGIN").run(words);
  }

  private CliRun check(String... words) {
    return run(
        Stream.concat(Stream.of("check", "-a", "home", "-a", "work"), Stream.of(words))
            .toArray(String[]::new));
  }

  @Test
  void theyAreCountedTogether() {
    CliRun run = check("--count", "-a", "home");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).isEqualTo("2\n");
    assertThat(icloud.imap().connections()).isEqualTo(2);
  }

  @Test
  void eachMessageSaysWhoseItIs() {
    CliRun run = check("--json");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(Schema.parse(run.out()))
        .hasSize(2)
        .allSatisfy(item -> assertThat(Schema.problems("envelope", item)).isEmpty())
        .extracting(item -> item.path("account").asText())
        .containsExactly("home", "work");
  }

  @Test
  void theFailureOfOneIsNamedAndKeepsNoOtherBack() {
    CliRun list = check("-a", "gone", "--tsv");
    CliRun count = check("-a", "gone", "-q");

    assertThat(list.exitCode()).as(list.toString()).isEqualTo(77);
    assertThat(list.out()).hasLineCount(2);
    assertThat(list.err()).contains("gone: ", "refuses the login of nobody@icloud.com");
    assertThat(count.exitCode()).as(count.toString()).isEqualTo(77);
  }

  @Test
  void aJobKeepsThemApart() {
    check("--new=job", "--from-start");
    CliRun again = check("--new=job", "--from-start");

    assertThat(again.exitCode()).as(again.toString()).isEqualTo(1);
  }

  @Test
  void anyOtherCommandTakesOne() {
    CliRun run = run("list", "-a", "home", "-a", "work");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(64);
    assertThat(run.err()).contains("one account at a time", "Only check takes -a more than once.");
    assertThat(icloud.imap().connections()).isZero();
  }
}

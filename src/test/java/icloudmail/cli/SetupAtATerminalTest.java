package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.MailServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code setup}: what it asks, and what it makes of answers. */
class SetupAtATerminalTest extends SetupStage {
  @Test
  void whatIsNeededAndWhereItComesFromIsToldFirst() {
    CliRun run =
        setting()
            .onTerminal(80)
            .withStdin("jo@icloud.com\nJo Doe\n")
            .typing(MailServers.PASSWORD)
            .run("setup");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err())
        .startsWith("Two things are needed:\n")
        .contains("Make one at\n  account.apple.com", "two-factor authentication must")
        .contains("abcd-efgh-ijkl-mnop", "Your primary iCloud address: ", "Your name, ")
        .doesNotContain("does not look like")
        .endsWith("Next: icloud-mail list\n");
    assertThat(run.err().lines()).allSatisfy(line -> assertThat(line).doesNotContain("\t"));
    assertThat(run.out())
        .contains(
            "ok       folder sent        'Sent Messages', by its attribute \\Sent\n",
            "ok       folder trash       'Deleted Messages', by its attribute \\Trash\n",
            "ok       folder junk        'Junk', by its name\n",
            "ok       folder archive     'Archive', by its name\n",
            "ok       folder drafts      'Drafts', by its name\n");
    assertThat(home.resolve("config.toml"))
        .content()
        .contains("from = [\"Jo Doe <jo@icloud.com>\"]");
    assertThat(icloud.smtp().commands()).containsSubsequence("MAIL FROM:<jo@icloud.com>", "RSET");
    assertThat(setting().run("list").exitCode()).isZero();
  }

  @Test
  void anAddressThatIsNoneIsAskedForAgain() {
    CliRun run =
        setting()
            .onTerminal(80)
            .withStdin("jo\njo@icloud.com\n\n")
            .typing(MailServers.PASSWORD)
            .run("setup");
    CliRun never = setting().onTerminal(80).withStdin("jo\njo\njo\njo\n").typing("x").run("setup");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).contains("address: An address has the form name@icloud.com.\nYour");
    assertThat(never.exitCode()).as(never.toString()).isEqualTo(64);
    assertThat(never.err())
        .endsWith("'jo' is not an address\n  It has the form name@icloud.com.\n");
  }

  private CliRun typing(String... passwords) {
    return setting()
        .onTerminal(80)
        .typing(passwords)
        .run("setup", "--email", "jo@icloud.com", "-F", "jo@icloud.com", "--store", "file");
  }

  private long logins() {
    return icloud.imap().commands().stream()
        .filter(command -> command.startsWith("AUTHENTICATE"))
        .count();
  }

  @Test
  void aPasswordOfAnotherShapeIsAskedForAgainBeforeAServerHearsOfIt() {
    CliRun run = typing("abcdefghijklmnop", "Hunter2", MailServers.PASSWORD);

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err())
        .contains("App-specific passwords look like abcd-efgh-ijkl-mnop, the hyphens included.");
    assertThat(run.toString()).doesNotContain("Hunter2");
    assertThat(logins()).isEqualTo(1);
  }

  @Test
  void whoTypesTheSameTwiceMeansIt() {
    CliRun run = typing("Hunter2", "Hunter2", MailServers.PASSWORD);

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).contains("failure  imap login", "make one at account.apple.com");
    assertThat(logins()).isEqualTo(3);
  }

  @Test
  void aPasswordThatWasRefusedIsAskedForAgainAndNeverTriedTwice() {
    CliRun run = typing("aaaa-bbbb-cccc-dddd", "aaaa-bbbb-cccc-dddd");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(77);
    assertThat(run.err())
        .contains("The server refuses that password. Type it again")
        .contains("that is the password that was refused", "account.apple.com");
    assertThat(logins()).isEqualTo(2);
    assertThat(icloud.smtp().connections()).isZero();
    assertThat(home).doesNotExist();
  }

  @Test
  void threeWrongPasswordsAreEnough() {
    CliRun run =
        typing(
            "aaaa-bbbb-cccc-dddd",
            "aaaa-bbbb-cccc-eeee",
            "aaaa-bbbb-cccc-ffff",
            MailServers.PASSWORD);

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(77);
    assertThat(run.err()).endsWith("Nothing was kept.\n");
    assertThat(logins()).isEqualTo(6);
    assertThat(icloud.smtp().connections()).isZero();
    assertThat(home).doesNotExist();
  }

  @Test
  void whoRunsSetupIsNotToldToRunIt() {
    CliRun run = typing("aaaa-bbbb-cccc-dddd", "aaaa-bbbb-cccc-dddd");

    assertThat(run.out()).contains("make one at").doesNotContain("run: icloud-mail setup");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Jo Doe <jo@me.com> | Jo Doe <jo@me.com>
          jo@me.com          | jo@me.com
          Jo Doe             | Jo Doe <jo@icloud.com>
          """)
  void whoTypesTheAddressToTheNameHasSaidAllOfIt(String typed, String from) {
    CliRun run =
        setting()
            .onTerminal(80)
            .withStdin("jo@icloud.com\n" + typed + "\n")
            .typing(MailServers.PASSWORD)
            .run("setup");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(home.resolve("config.toml")).content().contains("from = [\"" + from + "\"]\n");
  }
}

package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.MailServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code setup} where there are accounts: added, changed, removed. */
class SetupAgainTest extends SetupStage {
  @Test
  void anAccountIsChangedAndItsCommentsStay() throws IOException {
    Files.createDirectories(home);
    Files.writeString(
        home.resolve("config.toml"),
        "# mine\n[accounts.home]\nlogin = \"jo@icloud.com\"  # the first\npassword.file = \"old\"\n");

    CliRun run = setup();

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(home.resolve("config.toml"))
        .hasContent(
            "# mine\n[accounts.home]\nlogin = \"jo@icloud.com\"  # the first\n"
                + "password.file = \"home.password\"\n");
  }

  @Test
  void aSecondAccountIsNamedAndTheFirstStaysTheDefault() {
    setup();

    CliRun run = setup("-a", "work");
    CliRun check = setting().run("check", "--count");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).endsWith("Next: icloud-mail -a work list\n");
    assertThat(home.resolve("config.toml")).content().startsWith("default-account = \"jo\"\n");
    assertThat(check.exitCode()).as(check.toString()).isEqualTo(1);
  }

  @Test
  void anAccountIsRemovedWithItsPassword() {
    setup();

    CliRun run = setting().run("setup", "--remove", "-a", "jo");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).contains("The account 'jo' and the password in ");
    assertThat(home.toFile().list()).containsExactly("config.toml");
    assertThat(home.resolve("config.toml")).isEmptyFile();
    assertThat(setting().run("setup", "--remove", "-a", "jo").exitCode()).isEqualTo(64);
  }

  @Test
  void anAccountThatCannotBeRemovedKeepsItsPassword() throws IOException {
    setup();
    String text = "accounts.jo = {login = \"jo@icloud.com\", password.file = \"jo.password\"}\n";
    Files.writeString(home.resolve("config.toml"), text);

    CliRun run = setting().run("setup", "--remove", "-a", "jo");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(78);
    assertThat(home.resolve("config.toml")).hasContent(text);
    assertThat(home.resolve("jo.password")).hasContent(MailServers.PASSWORD + "\n");
  }

  @Test
  void theNextCommandMeansThisAccountWhateverTheEnvironmentSays() {
    String file = directory.resolve("my config.toml").toString();
    CliRun elsewhere = setup("--config", file, "-a", "my work");
    CliRun other =
        setting()
            .with("ICLOUD_MAIL_ACCOUNT", "other")
            .with("ICLOUD_MAIL_LOGIN", "ann@icloud.com")
            .withStdin(MailServers.PASSWORD + "\n")
            .run("setup", "--email", "jo@icloud.com", "--password-stdin");

    assertThat(elsewhere.exitCode()).as(elsewhere.toString()).isZero();
    assertThat(elsewhere.err()).endsWith("Next: icloud-mail --config '" + file + "' list\n");
    assertThat(other.exitCode()).as(other.toString()).isZero();
    assertThat(other.err())
        .contains("warning: $ICLOUD_MAIL_LOGIN is set to ann@icloud.com, and comes before")
        .endsWith("Next: icloud-mail -a jo list\n");
  }

  @Test
  void anAccountWithAnotherLoginIsNotOverwrittenForItsName() throws IOException {
    String jo = "[accounts.jo]\nlogin = \"club.chairman@icloud.com\"\n";
    configured("default-account = \"jo\"\n" + jo);

    CliRun run = setup();

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).endsWith("Next: icloud-mail -a jo@icloud.com list\n");
    assertThat(home.resolve("config.toml"))
        .content()
        .contains(jo, "[accounts.\"jo@icloud.com\"]\nlogin = \"jo@icloud.com\"\n");
  }

  @Test
  void aLoginInOtherCaseIsTheSameAccount() throws IOException {
    configured("[accounts.home]\nlogin = \"Jo@iCloud.com\"\n");

    CliRun run = setup();

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(home.resolve("config.toml"))
        .hasContent(
            """
            [accounts.home]
            login = "jo@icloud.com"
            password.file = "home.password"
            """);
  }

  @Test
  void whatStandsInFromStaysWhereNothingElseIsGiven() throws IOException {
    String from = "from = [ 'Jo Doe <jo@icloud.com>', \"jo@me.com\" ]  # both";
    configured(
        "[accounts.jo]\nlogin = \"jo@icloud.com\"\n" + from + "\npassword.command = [\"x\"]\n");

    CliRun run = setup();

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err())
        .contains("password.command had another value; what it named is left as it is.");
    assertThat(home.resolve("config.toml"))
        .hasContent(
            "[accounts.jo]\nlogin = \"jo@icloud.com\"\n"
                + from
                + "\npassword.file = \"jo.password\"\n");
  }

  @Test
  void aTypedNameReplacesThatOfTheFirstFromAndKeepsTheAliases() {
    setup("--from", "Jo <jo@icloud.com>", "--from", "jo@me.com");

    CliRun run =
        setting()
            .onTerminal(80)
            .withStdin("jo@icloud.com\nJoanna Doe\n")
            .typing(MailServers.PASSWORD)
            .run("setup");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).contains("(empty for Jo <jo@icloud.com>, jo@me.com): ");
    assertThat(home.resolve("config.toml"))
        .content()
        .contains("from = [\"Joanna Doe <jo@icloud.com>\", \"jo@me.com\"]");
  }

  @Test
  void accountsWhoseNamesDifferInOddCharactersHaveEachAPasswordFile() {
    for (String name : new String[] {"\u00E4", "\u00F6", "a b", "a_b"}) {
      CliRun run = setup("-a", name);
      assertThat(run.exitCode()).as(run.toString()).isZero();
    }
    CliRun again = setup("-a", "a b");
    CliRun removed = setting().run("setup", "--remove", "-a", "a b");

    assertThat(again.exitCode()).as(again.toString()).isZero();
    assertThat(removed.exitCode()).as(removed.toString()).isZero();
    assertThat(home.toFile().list())
        .containsExactlyInAnyOrder(
            "config.toml", "%C3%A4.password", "%C3%B6.password", "a_b.password");
    assertThat(home.resolve("config.toml")).content().doesNotContain("a b");
  }

  @Test
  void aFileThatOnlyIsCalledLikeTheAccountIsNotRemovedWithIt() throws IOException {
    configured("[accounts.jo]\nlogin = \"jo@icloud.com\"\npassword.command = [\"x\"]\n");
    Files.writeString(home.resolve("jo.password"), "mine");

    CliRun run = setting().run("setup", "--remove", "-a", "jo");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).contains("no password was removed with it");
    assertThat(home.resolve("jo.password")).hasContent("mine");
  }

  @Test
  void aFileThatCannotBeChangedIsRefusedBeforeAnythingIsAsked() throws IOException {
    configured("[accounts]\njo = {login = \"jo@icloud.com\"}\n");

    CliRun run = setting().onTerminal(80).run("setup", "-a", "jo");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(78);
    assertThat(run.err()).startsWith("icloud-mail: " + home.resolve("config.toml"));
    assertThat(icloud.imap().connections()).isZero();
  }

  @Test
  void aFileOfOnesOwnThatHeldThePasswordIsNamedAndStays() throws IOException {
    Path mine = Files.createDirectories(directory).resolve("mine");
    Files.writeString(mine, "old\n");
    configured("[accounts.jo]\nlogin = \"jo@icloud.com\"\npassword.file = \"" + mine + "\"\n");

    CliRun run = setup();

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err())
        .contains("password.file had another value; what it named is left as it is.");
    assertThat(mine).hasContent("old\n");
    assertThat(home.resolve("config.toml")).content().contains("password.file = \"jo.password\"");
  }

  @Test
  void aDirectoryInThePlaceOfThePasswordLeavesNothingBehind() throws IOException {
    Files.createDirectories(home.resolve("jo.password"));

    CliRun run = setup();

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(73);
    assertThat(home.toFile().list()).containsExactly("jo.password");
  }

  @Test
  void whatSetupWroteItCanRemove() {
    for (String name : new String[] {"a]b", "a.b", "a\"b", "a#b", "a'b"}) {
      assertThat(setup("-a", name).exitCode()).isZero();
    }
    for (String name : new String[] {"a]b", "a.b", "a\"b", "a#b", "a'b"}) {
      CliRun run = setting().run("setup", "--remove", "-a", name);
      assertThat(run.exitCode()).as(run.toString()).isZero();
    }
    assertThat(home.toFile().list()).containsExactly("config.toml");
  }

  @Test
  void aFileWithTheMarkOfWindowsEditorsIsRead() throws IOException {
    configured("\uFEFF[accounts.jo]\r\nlogin = \"jo@icloud.com\"\r\n");

    CliRun run = setup();

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(Files.readString(home.resolve("config.toml")))
        .isEqualTo(
            "[accounts.jo]\r\nlogin = \"jo@icloud.com\"\r\n"
                + "password.file = \"jo.password\"\r\n");
  }

  @Test
  void aFileThatIsNotUtf8IsSaidToBeSo() throws IOException {
    Files.createDirectories(home);
    Files.write(home.resolve("config.toml"), new byte[] {'#', ' ', (byte) 0xFC, '\n'});

    CliRun run = setup();

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(78);
    assertThat(run.err()).contains("config.toml: it is not UTF-8");
  }
}

package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.MailServers;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code setup}: an account is tried, then kept, or nothing is. */
class SetupTest {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();
  private Path home;

  @BeforeEach
  void place() {
    home = directory.resolve("config/icloud-mail");
  }

  @AfterEach
  void close() {
    icloud.close();
  }

  private CliRun.Setting setting() {
    return icloud.setting(directory).without("ICLOUD_MAIL_LOGIN").without("ICLOUD_MAIL_PASSWORD");
  }

  private CliRun setup(String... more) {
    return setting()
        .withStdin(MailServers.PASSWORD + "\n")
        .run(
            Stream.concat(
                    Stream.of("setup", "--email", MailServers.LOGIN, "--password-stdin"),
                    Stream.of(more))
                .toArray(String[]::new));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void afterItTheNextCommandWorks() throws IOException {
    CliRun run = setup("--from", "Jo Doe <jo@icloud.com>");
    CliRun list = setting().run("check", "--count");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).contains("imap login\tok\t", "smtp from jo@icloud.com\tok\t");
    assertThat(run.err())
        .isEqualTo(
            "The password is in "
                + home.resolve("jo.password")
                + ", the account 'jo' in "
                + home.resolve("config.toml")
                + ".\nNext: icloud-mail list\n");
    assertThat(home.resolve("config.toml"))
        .hasContent(
            "[accounts.jo]\nlogin = \"jo@icloud.com\"\nfrom = [\"Jo Doe <jo@icloud.com>\"]\n"
                + "password.file = \"jo.password\"\n");
    assertThat(home.resolve("jo.password")).hasContent(MailServers.PASSWORD + "\n");
    assertThat(mode(home.resolve("jo.password"))).isEqualTo("rw-------");
    assertThat(mode(home.resolve("config.toml"))).isEqualTo("rw-------");
    assertThat(mode(home)).isEqualTo("rwx------");
    assertThat(list.exitCode()).as(list.toString()).isEqualTo(1);
    assertThat(list.out()).isEqualTo("0\n");
  }

  @Test
  void whatTheServersRefuseIsNotKept() {
    CliRun run =
        setting()
            .withStdin("wrong-pass-word-here\n")
            .run("setup", "--email", MailServers.LOGIN, "--password-stdin");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(77);
    assertThat(run.out()).contains("imap login\tfailure\t", "app-specific password");
    assertThat(run.err()).endsWith("Nothing was kept.\n");
    assertThat(home).doesNotExist();
  }

  @Test
  void anAddressThatMayNotBeSentFromIsNotKept() {
    CliRun run = setup("--from", "stranger@example.com");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(65);
    assertThat(run.out()).contains("smtp from stranger@example.com\tfailure\t");
    assertThat(home).doesNotExist();
  }

  @Test
  void withoutANetworkNothingIsKept() {
    icloud.faults().on("CONNECT").always().close();

    CliRun run = setup();

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
    assertThat(home).doesNotExist();
  }

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
  void whereTheConfigurationCannotBeChangedThePasswordIsNotLeftBehind() throws IOException {
    Files.createDirectories(home);
    String text = "accounts.jo.login = \"jo@icloud.com\"\n";
    Files.writeString(home.resolve("config.toml"), text);

    CliRun run = setup("-a", "jo");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(78);
    assertThat(run.err()).contains("cannot be changed from here", "Change it by hand");
    assertThat(home.resolve("config.toml")).hasContent(text);
    assertThat(home.toFile().list()).containsExactly("config.toml");
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "setup --password-stdin",
        "setup --email jo@icloud.com",
        "setup --email jo --password-stdin",
        "setup --email jo@icloud.com --password-stdin --store vault",
        "setup --email jo@icloud.com --password-stdin --from nobody",
        "setup --remove",
        "setup --remove --email jo@icloud.com"
      })
  void wrongUsageIsToldBeforeAnythingIsDone(String words) {
    CliRun run = setting().withStdin("abcd-efgh-ijkl-mnop\n").run(words.split(" ", -1));

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(64);
    assertThat(home).doesNotExist();
    assertThat(icloud.imap().connections()).isZero();
  }

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
  void whereNoFileCanBeMadeNothingIsLeft() throws IOException {
    Files.createFile(directory.resolve("config"));

    CliRun run = setup();

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(73);
    assertThat(run.err()).contains("icloud-mail: cannot write the password file ");
    assertThat(directory.resolve("config")).isEmptyFile();
  }

  @Test
  void aStoreThatFailsIsNamedAndNothingIsKept() {
    CliRun run = setup("--store", "dpapi");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(78);
    assertThat(run.err())
        .contains("PowerShell cannot protect", "password.file needs no PowerShell");
    assertThat(home).doesNotExist();
  }

  @Test
  void aRunThatWasCutShortIsSimplyRepeated() throws IOException {
    Files.createDirectories(home);
    for (String left : new String[] {"jo.password", ".jo.password.part", ".config.toml.part"}) {
      Files.writeString(home.resolve(left), "half of someth");
    }

    CliRun run = setup();

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(home.toFile().list()).containsExactlyInAnyOrder("config.toml", "jo.password");
    assertThat(home.resolve("jo.password")).hasContent(MailServers.PASSWORD + "\n");
    assertThat(setting().run("check", "--count").exitCode()).isEqualTo(1);
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

  private void configured(String text) throws IOException {
    Files.createDirectories(home);
    Files.writeString(home.resolve("config.toml"), text);
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
    assertThat(run.err()).contains("password.command was in the configuration; it is not any more");
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
    assertThat(run.err()).contains("was not kept by setup");
    assertThat(home.resolve("jo.password")).hasContent("mine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb", "a\u0007"})
  void aNameThatIsNoneIsWrongUsage(String name) {
    CliRun run = setup("-a", name);

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(64);
    assertThat(home).doesNotExist();
    assertThat(icloud.imap().connections()).isZero();
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
  void whoRunsSetupIsNotToldToRunIt() {
    CliRun run = typing("aaaa-bbbb-cccc-dddd", "aaaa-bbbb-cccc-dddd");

    assertThat(run.out()).contains("make one at").doesNotContain("run: icloud-mail setup");
  }
}

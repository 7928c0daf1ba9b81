package icloudmail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.MailServers;
import icloudmail.testkit.Mails;
import icloudmail.testkit.ScriptedImap;
import icloudmail.testkit.TestCertificate;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code doctor}: what can be wrong with an account is provoked, and named. */
class DoctorOnTheAccountTest {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  private CliRun.Setting setting() {
    return icloud.setting(directory);
  }

  private DoctorRows doctor(CliRun.Setting setting) {
    return new DoctorRows(setting.run("doctor"));
  }

  private CliRun.Setting configured(String text) throws IOException {
    Path home = Files.createDirectories(directory.resolve("config/icloud-mail"));
    Files.writeString(home.resolve("config.toml"), text);
    return setting().without("ICLOUD_MAIL_LOGIN").without("ICLOUD_MAIL_PASSWORD");
  }

  private Path file(String name, String text, String mode) throws IOException {
    Path file = Files.writeString(directory.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void withoutAnAccountSetupIsTheNextStepAndTheWayIsExaminedAllTheSame() {
    DoctorRows rows = doctor(setting().without("ICLOUD_MAIL_LOGIN"));

    rows.assertFailure("configuration", 78, "no account is set up", "Run: icloud-mail setup");
    assertThat(rows.of("imap greeting")).contains("\tok\t");
    assertThat(rows.of("smtp auth")).contains("\tok\t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[accounts.jo | is not TOML | Mend it there",
        "accounts.jo.login = 1 | 'accounts.jo.login' must be a string |",
        "accounts.jo.imap = 'x' | 'accounts.jo.imap' is not known here | iCloud has no POP",
        "accounts.jo.ssl = true | 'accounts.jo.ssl' is not known here | by STARTTLS",
        "accounts.jo.login = 'jo' | the login 'jo' is not an address | primary address",
        "default-account = 'ann' | no account 'ann' is set up | Run: icloud-mail setup",
      })
  void aWrongConfigurationIsNamedByItsPlace(String text, String message, String hint)
      throws IOException {
    DoctorRows rows = doctor(configured(text + "\n"));

    assertThat(rows.failures()).as(rows.run().toString()).containsExactly("configuration");
    assertThat(rows.of("configuration")).contains(message).contains(hint == null ? "" : hint);
    assertThat(rows.run().exitCode()).isEqualTo(78);
  }

  @Test
  void severalAccountsWithoutAChoiceAreNamed() throws IOException {
    doctor(configured("accounts.a.login = 'a@icloud.com'\naccounts.b.login = 'b@icloud.com'\n"))
        .assertFailure("configuration", 78, "no default-account", "Choose with -a: a, b");
  }

  @Test
  void aConfigurationThatEverybodyCanWriteIsAFailureAndOneThatTheyCanReadIsNot()
      throws IOException {
    file("password", MailServers.PASSWORD, "rw-------");
    CliRun.Setting setting =
        configured(
            "[accounts.jo]\nlogin = 'jo@icloud.com'\npassword.file = '"
                + directory.resolve("password")
                + "'\n");
    Path config = directory.resolve("config/icloud-mail/config.toml");
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
    DoctorRows readable = doctor(setting);
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-rw-rw-"));
    DoctorRows writable = doctor(setting);

    assertThat(readable.run().exitCode()).as(readable.run().toString()).isZero();
    assertThat(readable.of("configuration"))
        .isEqualTo("configuration\tok\taccount 'jo' of jo@icloud.com, in " + config + "\t");
    assertThat(readable.of("credential"))
        .isEqualTo(
            "credential\tok\tpassword.file "
                + directory.resolve("password")
                + ", private (rw-------)\t");
    writable.assertFailure(
        "configuration", 78, "can be written by everyone", "Run: chmod 600 " + config);
  }

  @Test
  void aPasswordThatCannotBeReadIsNamedByItsSource() {
    doctor(
            setting()
                .without("ICLOUD_MAIL_PASSWORD")
                .with("ICLOUD_MAIL_PASSWORD_FILE", directory.resolve("none").toString()))
        .assertFailure("credential", 78, "ICLOUD_MAIL_PASSWORD_FILE", "The file must exist");
  }

  @Test
  void aPasswordFileThatOthersCanReadIsRefusedWithTheCommandThatMendsIt() throws IOException {
    Path file = file("password", MailServers.PASSWORD, "rw-r--r--");

    doctor(
            setting()
                .without("ICLOUD_MAIL_PASSWORD")
                .with("ICLOUD_MAIL_PASSWORD_FILE", file.toString()))
        .assertFailure("credential", 78, "can be used by others", "Run: chmod 600 " + file);
  }

  @Test
  void theCredentialOfSystemdIsNamedAsThat() throws IOException {
    file("icloud-mail.part", MailServers.PASSWORD, "r--r-----");
    Path credentials = Files.createDirectory(directory.resolve("credentials"));
    Files.move(directory.resolve("icloud-mail.part"), credentials.resolve("icloud-mail"));

    DoctorRows rows =
        doctor(
            setting()
                .without("ICLOUD_MAIL_PASSWORD")
                .with("CREDENTIALS_DIRECTORY", credentials.toString()));

    assertThat(rows.run().exitCode()).as(rows.run().toString()).isZero();
    assertThat(rows.of("credential")).contains("CREDENTIALS_DIRECTORY", "handed over by systemd");
  }

  @Test
  void withoutAPasswordSetupIsTheNextStep() {
    doctor(setting().without("ICLOUD_MAIL_PASSWORD"))
        .assertFailure(
            "credential", 78, "no password is configured for jo@icloud.com", "icloud-mail setup");
  }

  @Test
  void aStoredPasswordIsNotShownToStrangeServers() throws IOException {
    doctor(configured("[accounts.jo]\nlogin='jo@icloud.com'\npassword.store='secret-tool'\n"))
        .assertFailure("credential", 78, "a stored password is not sent to local servers");
  }

  @Test
  void thePasswordOfTheAppleAccountIsAWarningAndRefusedByBothServers() {
    DoctorRows rows = doctor(setting().with("ICLOUD_MAIL_PASSWORD", "Hunter2"));

    assertThat(rows.run().exitCode()).as(rows.run().toString()).isEqualTo(77);
    assertThat(rows.of("credential"))
        .contains(
            "\twarning\t", "no app-specific password", "two-factor authentication must be on");
    assertThat(rows.failures()).containsExactly("imap login", "smtp login");
    assertThat(rows.of("imap login"))
        .contains("account.apple.com", "revoked when the Apple Account password changes")
        .contains("SMTP takes the whole of it, IMAP also the part before the @");
    assertThat(rows.run().out()).doesNotContain("Hunter2");
  }

  @Test
  void aLoginThatTheServerIsTooBusyForIsNoRefusal() {
    icloud.faults().on("AUTHENTICATE").always().unavailable();

    doctor(setting()).assertFailure("imap login", 75, "the server is busy", "Try again");
  }

  @Test
  void theFormOfTheUserNameThatWasTakenIsNamed() {
    icloud.imap().acceptOnly(Set.of("jo"));

    DoctorRows rows = doctor(setting());

    assertThat(rows.run().exitCode()).as(rows.run().toString()).isZero();
    assertThat(rows.of("imap login"))
        .contains(" takes jo, the part before the @, and not the whole address");
    assertThat(rows.of("smtp login")).endsWith(" takes jo@icloud.com\t");
  }

  @Test
  void aLoginThatSmtpAloneRefusesIsTold() {
    icloud.faults().on("AUTH").always().no("535 5.7.8 Error: authentication failed");

    DoctorRows rows = doctor(setting());

    rows.assertFailure("smtp login", 77, "535 5.7.8", "SMTP takes the whole of it");
    assertThat(rows.of("imap login")).contains("\tok\t");
  }

  @Test
  void anAddressThatMayNotBeSentFromIsNamedAndTheOthersAreTried() throws IOException {
    file("password", MailServers.PASSWORD, "rw-------");
    DoctorRows rows =
        doctor(
            configured(
                "[accounts.jo]\nlogin = 'jo@icloud.com'\n"
                    + "from = ['stranger@example.com', 'jo.alias@icloud.com']\n"
                    + "password.file = '"
                    + directory.resolve("password")
                    + "'\n"));

    rows.assertFailure(
        "smtp from stranger@example.com", 65, "not one of your addresses", "custom domain");
    assertThat(rows.of("smtp from jo.alias@icloud.com")).contains("\tok\tmay be sent from");
    assertThat(icloud.smtp().commands())
        .containsSubsequence("MAIL FROM:<jo.alias@icloud.com>", "RSET")
        .doesNotContain("DATA");
  }

  @Test
  void foldersThatAreMissingAreWarnings() {
    icloud.mailboxes().remove("Sent Messages");
    icloud.mailboxes().remove("Archive");

    DoctorRows rows = doctor(setting());

    rows.assertWarning("folder sent", "the account has no folder for it", "Make one at icloud.com");
    assertThat(rows.of("folder archive")).contains("\tok\tthe account has no folder for it");
  }

  @ParameterizedTest
  @CsvSource({"LIST, folders", "STATUS, inbox", "EXAMINE, inbox", "CAPABILITY, imap capabilities"})
  void aCommandThatIsRefusedStopsNoOther(String command, String check) {
    icloud.deliver(Mails.plain("a@example.com", "x", "x"));
    icloud.faults().on(command).always().no("Unexpected exception");

    DoctorRows rows = doctor(setting().with(Clock.systemUTC()));

    rows.assertFailure(check, 75, "Unexpected exception", "Try again");
    assertThat(rows.of("smtp from jo@icloud.com")).contains("\tok\t");
  }

  @Test
  void capabilitiesThatAreNewOrGoneAreNamed() {
    try (ScriptedImap imap =
        new ScriptedImap(
            TestCertificate.valid(),
            (tag, command) ->
                switch (command.split(" ", -1)[0]) {
                  case "AUTHENTICATE", "LOGOUT" -> tag + " OK done\r\n";
                  case "CAPABILITY" ->
                      "* CAPABILITY XAPPLEPUSHSERVICE IMAP4 IMAP4rev1 CONDSTORE ENABLE QRESYNC"
                          + " QUOTA XAPPLELITERAL NAMESPACE UIDPLUS UNSELECT SORT ESEARCH ESORT"
                          + " CONTEXT=SORT WITHIN SASL-IR ID X-APPLE-REMOTE-LINKS MOVE\r\n"
                          + tag
                          + " OK Completed\r\n";
                  default -> tag + " NO not today\r\n";
                })) {
      DoctorRows rows =
          doctor(
              CliRun.Setting.against(
                  imap.port(), icloud.smtp().port(), TestCertificate.valid(), directory));

      assertThat(rows.of("imap capabilities"))
          .contains("\twarning\t19 known of iCloud; new: MOVE; missing: IDLE LIST-STATUS\t")
          .contains("The server has changed");
      assertThat(rows.failures()).containsExactly("folders", "inbox");
    }
  }

  @Test
  void theClockIsComparedWithTheServersInBothDirections() {
    icloud.deliver(Mails.plain("a@example.com", "x", "x"));
    byte[] old = Mails.plain("a@example.com", "x", "x").getBytes(UTF_8);
    icloud.mailboxes().deliver("INBOX", old, Instant.now().minus(Duration.ofDays(3)));

    DoctorRows right = clocked(Duration.ofMinutes(3));
    DoctorRows behind = clocked(Duration.ofMinutes(-30));
    DoctorRows ahead = clocked(Duration.ofMinutes(30));

    assertThat(right.of("clock")).isEqualTo("clock\tok\tas the server's, within 5 minutes\t");
    behind.assertWarning("clock", "this machine's is behind the server's", "Set the clock");
    ahead.assertWarning("clock", "this machine's is ahead of the server's", "Set the clock");
  }

  private DoctorRows clocked(Duration offset) {
    return doctor(setting().with(Clock.offset(Clock.systemUTC(), offset)));
  }

  @Test
  void aMessageFromTheFutureTellsThatTheClockIsBehind() {
    byte[] message = Mails.plain("a@example.com", "x", "x").getBytes(UTF_8);
    icloud.mailboxes().deliver("INBOX", message, CliRun.NOW.plus(Duration.ofHours(1)));

    doctor(setting())
        .assertWarning("clock", "is behind", "has arrived 60 minutes from now", "Set the clock");
  }

  @Test
  void aServerThatKnowsNoAgesFailsTheComparisonAlone() {
    icloud.mailboxes().deliver("INBOX", "x".getBytes(UTF_8), Instant.now());
    icloud.faults().on("UID SEARCH").always().bad("Parse Error (took 0 ms)");

    doctor(setting().with(Clock.systemUTC()))
        .assertWarning("clock", "cannot be compared with the server's", "Parse Error");
  }
}

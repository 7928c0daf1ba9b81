package icloudmail.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.Account;
import icloudmail.model.Address;
import icloudmail.model.MailException;
import icloudmail.model.PasswordSource;
import icloudmail.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountResolverTest {
  @TempDir Path directory;

  private final Map<String, String> environment = new HashMap<>();
  private Path config;

  @BeforeEach
  void home() throws IOException {
    environment.put("HOME", directory.toString());
    config =
        Files.createDirectories(directory.resolve(".config/icloud-mail")).resolve("config.toml");
  }

  private Account resolve(String name) throws MailException {
    return new AccountResolver(new Environment(environment), Optional.empty(), false)
        .resolve(name, null);
  }

  private static String password(Account account) throws MailException {
    return account.passwordSource().password().reveal();
  }

  private Path secret(String name, String value) throws IOException {
    Path file = Files.writeString(directory.resolve(name), value);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private void isRefused(String name, String why) {
    assertThatThrownBy(() -> password(resolve(name)))
        .isInstanceOfSatisfying(
            MailException.class,
            e -> assertThat(e.kind()).isEqualTo(MailException.Kind.CONFIGURATION))
        .hasMessageContaining(why);
  }

  @Test
  void theEnvironmentAloneDoes() throws IOException, MailException {
    environment.put("ICLOUD_MAIL_LOGIN", "jo@icloud.com");
    environment.put("ICLOUD_MAIL_PASSWORD_FILE", secret("p", " abcd \nmore").toString());

    Account account = resolve(null);

    assertThat(account.login()).isEqualTo("jo@icloud.com");
    assertThat(account.defaultFrom()).isEqualTo(new Address(null, "jo@icloud.com"));
    assertThat(password(account)).isEqualTo("abcd");
    assertThat(account.toString()).doesNotContain("abcd");
  }

  @Test
  void theFileSaysWhoAndHow() throws IOException, MailException {
    secret(".config/icloud-mail/password", "from-file");
    Files.writeString(
        config,
        """
        default-account = "home"
        [accounts.work]
        login = "w@me.com"
        [accounts.home]
        login = "jo@icloud.com"
        from = ["Jo Doe <jo@example.org>", "jo@icloud.com"]
        password.file = "password"
        """);

    Account home = resolve(null);

    assertThat(home.name()).isEqualTo("home");
    assertThat(home.defaultFrom()).isEqualTo(new Address("Jo Doe", "jo@example.org"));
    assertThat(password(home)).isEqualTo("from-file");
    assertThat(resolve("work").login()).isEqualTo("w@me.com");
    environment.put("ICLOUD_MAIL_ACCOUNT", "work");
    assertThat(resolve(null).login()).isEqualTo("w@me.com");
    assertThat(resolve("home").login()).isEqualTo("jo@icloud.com");
  }

  @Test
  void theFirstConfiguredSourceIsTheOneEvenWhereItFails() throws IOException {
    Files.writeString(
        config,
        "[accounts.a]\nlogin = \"jo@icloud.com\"\npassword.command = [\"/bin/sh\", \"-c\", \"exit 3\"]\n"
            + "password.file = \"never\"\n");
    environment.put("ICLOUD_MAIL_PASSWORD", "never");

    isRefused(null, "password.command '/bin/sh' ended with exit code 3");
  }

  @Test
  void aCommandGivesItsFirstLine() throws IOException, MailException {
    Files.writeString(
        config,
        "[accounts.a]\nlogin = \"jo@icloud.com\"\n"
            + "password.command = [\"printf\", \"%s\\\\n\", \"one\", \"two\"]\n");

    assertThat(password(resolve(null))).isEqualTo("one");
  }

  @Test
  void theFileGoesBeforeTheVariable() throws IOException, MailException {
    environment.put("ICLOUD_MAIL_LOGIN", "jo@icloud.com");
    environment.put("ICLOUD_MAIL_PASSWORD", "value");
    assertThat(password(resolve(null))).isEqualTo("value");
    Path credentials = Files.createDirectory(directory.resolve("credentials"));
    Files.writeString(credentials.resolve("icloud-mail"), "systemd");
    environment.put("CREDENTIALS_DIRECTORY", credentials.toString());
    assertThat(password(resolve(null))).isEqualTo("systemd");
    environment.put("ICLOUD_MAIL_PASSWORD_FILE", secret("p", "file").toString());
    assertThat(password(resolve(null))).isEqualTo("file");
  }

  @Test
  void aStoredPasswordIsNotSentToLocalServers() throws IOException {
    Files.writeString(
        config,
        "[accounts.a]\nlogin = \"jo@icloud.com\"\npassword.command = [\"echo\", \"secret\"]\n");
    AccountResolver local =
        new AccountResolver(new Environment(environment), Optional.empty(), true);

    assertThatThrownBy(() -> password(local.resolve(null, null)))
        .isInstanceOf(MailException.class)
        .hasMessage("a stored password is not sent to local servers");
  }

  @Test
  void theStoreIsAskedWhereNothingElseIsConfigured() throws IOException, MailException {
    Files.writeString(
        config, "[accounts.a]\nlogin = \"jo@icloud.com\"\npassword.store = \"dpapi\"\n");

    assertThat(resolve(null).passwordSource().origin()).isEqualTo("password.store 'dpapi'");
    isRefused(null, "no password of jo@icloud.com is kept in");
    environment.put("ICLOUD_MAIL_PASSWORD", "value");
    assertThat(password(resolve(null))).isEqualTo("value");
  }

  @Test
  void withoutAnySourceItSaysSo() {
    environment.put("ICLOUD_MAIL_LOGIN", "jo@icloud.com");
    isRefused(null, "no password is configured for jo@icloud.com");
  }

  @Test
  void anAccountThatIsNotThereIsTold() throws IOException {
    isRefused(null, "no account is set up");
    Files.writeString(
        config, "[accounts.a]\nlogin = \"a@me.com\"\n[accounts.b]\nlogin = \"b@me.com\"\n");
    isRefused("c", "has no account 'c'");
    isRefused(null, "several accounts and no default-account");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "colour = 1                                         | :1: 'colour' is not known here",
        "[accounts.a]\\nlogn = \"a@me.com\"                 | :2: 'accounts.a.logn' is not known",
        "[accounts.a]\\nlogin = 5                           | :2: 'accounts.a.login' must be a string",
        "[accounts.a]\\nlogin = \"a@me.com\"\\nfrom = \"x\" | :3: 'accounts.a.from' must be a list",
        "[accounts.a]\\nfrom = []                           | :1: 'accounts.a' lacks its login",
        "[accounts.a]\\nlogin=\"a@me.com\"\\npassword=\"x\" | :3: 'accounts.a.password' must be a table",
        "[accounts.a]\\nlogin=\"a@me.com\"\\npassword.store=\"vault\" | :3: 'accounts.a.password.store' must be one of [secret-tool, keychain, dpapi]",
        "[accounts.a]\\nlogin=\"a@me.com\"\\npassword.fil=\"x\" | :3: 'accounts.a.password.fil' is not",
        "accounts = 3                                       | :1: 'accounts' must be a table",
        "[accounts.a]\\nlogin = \"a\"                       | the login 'a' is not an address",
        "[accounts.a\\nlogin                                | config.toml is not TOML",
      })
  void whatIsWrongIsNamedWithItsLine(String text, String why) throws IOException {
    Files.writeString(config, text.replace("\\n", "\n") + "\n");
    isRefused(null, why);
  }

  @Test
  void aFileThatEverybodyCanWriteIsUnsafe() throws IOException {
    Files.writeString(config, "[accounts.a]\nlogin = \"a@me.com\"\n");
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-rw-rw-"));
    isRefused(null, "can be written by everyone");
  }

  @Test
  void aNamedFileThatIsNotThereIsAnError() {
    environment.put("ICLOUD_MAIL_CONFIG", "/no/such/config.toml");
    isRefused(null, "cannot read /no/such/config.toml");
  }

  @Test
  void aFileThatFailsIsNotPassedOver() throws IOException {
    environment.put("ICLOUD_MAIL_LOGIN", "jo@icloud.com");
    environment.put("ICLOUD_MAIL_PASSWORD", "never");
    environment.put("ICLOUD_MAIL_PASSWORD_FILE", directory.resolve("none").toString());

    isRefused(null, "cannot read the password from ICLOUD_MAIL_PASSWORD_FILE");
  }

  @Test
  void theFileOfTheAccountGoesBeforeTheEnvironment() throws IOException, MailException {
    secret("mine", "configured");
    environment.put("ICLOUD_MAIL_PASSWORD_FILE", secret("p", "never").toString());
    Files.writeString(
        config, "[accounts.a]\nlogin = \"jo@icloud.com\"\npassword.file = \"~/mine\"\n");

    assertThat(password(resolve(null))).isEqualTo("configured");
    assertThat(resolve(null).passwordSource().origin())
        .isEqualTo("password.file " + directory.resolve("mine"));
  }

  @Test
  void anotherConfigurationFileMayBeNamed() throws IOException, MailException {
    Path other =
        Files.writeString(directory.resolve("x.toml"), "[accounts.x]\nlogin=\"x@me.com\"\n");
    environment.put("ICLOUD_MAIL_CONFIG", "/no/such/config.toml");
    AccountResolver resolver =
        new AccountResolver(new Environment(environment), Optional.empty(), false);

    assertThat(resolver.resolve(null, other).name()).isEqualTo("x");
  }

  @Test
  void thePromptIsTheLastSource() throws MailException {
    environment.put("ICLOUD_MAIL_LOGIN", "jo@icloud.com");
    Optional<PasswordSource> prompt =
        Optional.of(new PasswordVariable("prompt", new Secret("typed")));

    assertThat(password(resolver(prompt).resolve(null, null))).isEqualTo("typed");
    environment.put("ICLOUD_MAIL_PASSWORD", "value");
    assertThat(password(resolver(prompt).resolve(null, null))).isEqualTo("value");
  }

  private AccountResolver resolver(Optional<PasswordSource> prompt) {
    return new AccountResolver(new Environment(environment), prompt, false);
  }

  @Test
  void aSenderThatIsNoAddressIsRefused() throws IOException {
    Files.writeString(config, "[accounts.a]\nlogin = \"jo@icloud.com\"\nfrom = [\"Jo Doe\"]\n");

    isRefused(null, config + ": 'from' holds 'Jo Doe'");
  }
}

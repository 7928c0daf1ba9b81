package icloudmail.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.MailException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
  @TempDir Path directory;

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("config.toml"), text);
  }

  private Settings read(String text) throws IOException, MailException {
    return ConfigFile.read(file(text));
  }

  private void isRefused(Path file, String message) {
    assertThatThrownBy(() -> ConfigFile.read(file))
        .isInstanceOfSatisfying(
            MailException.class,
            e -> assertThat(e.kind()).isEqualTo(MailException.Kind.CONFIGURATION))
        .hasMessage(message);
  }

  @Test
  void aGoodFileIsReadWhole() throws IOException, MailException {
    Settings settings =
        read(
            """
            # accounts
            default-account = "home"

            [accounts.work]
            login = "w@me.com"
            password.command = ["pass", "show", "icloud"]

            [accounts.home]
            login = "jo@icloud.com"
            from = ["Jo Doe <jo@example.org>", "jo@icloud.com"]
            [accounts.home.password]
            file = "~/secret"
            """);

    assertThat(settings.file()).isEqualTo(directory.resolve("config.toml"));
    assertThat(settings.defaultAccount()).isEqualTo("home");
    assertThat(settings.accounts().keySet()).containsExactly("work", "home");
    assertThat(settings.accounts().get("work"))
        .isEqualTo(
            new AccountSettings(
                "w@me.com", List.of(), List.of("pass", "show", "icloud"), null, null, null, true));
    assertThat(settings.accounts().get("home"))
        .isEqualTo(
            new AccountSettings(
                "jo@icloud.com",
                List.of("Jo Doe <jo@example.org>", "jo@icloud.com"),
                null,
                "~/secret",
                null,
                null,
                true));
  }

  @Test
  void whatIsDoneWithEachMessageIsAMatterOfTheAccount() throws IOException, MailException {
    AccountSettings account =
        read("""
                [accounts.jo]
                login = "jo@icloud.com"
                signature = \"""
                Jo Doe
                +44 20 7946 0000\"""
                sent-copy = false
                """)
            .accounts()
            .get("jo");

    assertThat(account.signature()).isEqualTo("Jo Doe\n+44 20 7946 0000");
    assertThat(account.sentCopy()).isFalse();
  }

  @Test
  void anEmptyFileHasNoAccount() throws IOException, MailException {
    assertThat(read("").accounts()).isEmpty();
    assertThat(read("# nothing\r\n").defaultAccount()).isNull();
  }

  @Test
  void anAccountMayBeCalledAnything() throws IOException, MailException {
    assertThat(read("[accounts.\"a.b c\"]\r\nlogin = \"a@me.com\"\r\n").accounts().keySet())
        .containsExactly("a.b c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "default-account = 3                 | 1: 'default-account' must be a string",
        "# x\\ndefault-acount = \"a\" | 2: 'default-acount' is not known here; known are [accounts, default-account]",
        "[accounts]\\na = 1                  | 2: 'accounts.a' must be a table",
        "accounts.a.login = 5                | 1: 'accounts.a.login' must be a string",
        "[accounts.a]\\n[accounts.b]         | 1: 'accounts.a' lacks its login",
        "[accounts.a]\\nlogin=\"a@b\"\\n\\nfrom=[1] | 4: 'accounts.a.from' must be a list of strings",
        "[accounts.a]\\nlogin=\"a@b\"\\npassword.command=\"pass\" | 3: 'accounts.a.password.command' must be a list of strings",
        "[accounts.a]\\nlogin=\"a@b\"\\npassword.command=[] | 3: 'accounts.a.password.command' is empty",
        "[accounts.a]\\nlogin=\"a@b\"\\n[accounts.a.password]\\nfile=true | 4: 'accounts.a.password.file' must be a string",
        "[accounts.a]\\nlogin=\"a@b\"\\nhost=\"mail.example.com\" | 3: 'accounts.a.host' is not known here; known are [from, login, password, sent-copy, signature]",
      })
  void whatIsWrongIsNamedWithFileLineAndKey(String text, String why) throws IOException {
    Path file = file(text.replace("\\n", "\n") + "\n");

    isRefused(file, file + ":" + why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[accounts.a",
        "x = ",
        "x = \"open",
        "a = 1\\na = 2",
        "[a]\\n[a]",
        "x = 2026-99-99",
      })
  void whatIsNoTomlIsSaid(String text) throws IOException {
    Path file = file(text.replace("\\n", "\n"));

    assertThatThrownBy(() -> ConfigFile.read(file))
        .isInstanceOfSatisfying(
            MailException.class,
            e -> assertThat(e.kind()).isEqualTo(MailException.Kind.CONFIGURATION))
        .hasMessageStartingWith(file + " is not TOML: ");
  }

  @Test
  void aFileThatEverybodyCanWriteIsRefusedAndOneThatAllCanReadIsNot()
      throws IOException, MailException {
    Path file = file("[accounts.a]\nlogin = \"a@me.com\"\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(ConfigFile.read(file).accounts()).hasSize(1);

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r---w-"));
    assertThatThrownBy(() -> ConfigFile.read(file))
        .isInstanceOfSatisfying(
            MailException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(MailException.Kind.CONFIGURATION);
              assertThat(e.hint()).isEqualTo("Run: chmod 600 " + file);
            })
        .hasMessage("the configuration file " + file + " can be written by everyone");
  }

  @Test
  void aFileThatIsNotThereIsSaid() {
    Path missing = directory.resolve("none.toml");

    isRefused(missing, "cannot read " + missing + ": no such file or directory");
  }

  @Test
  void whatIsNestedTooDeepIsRefused() throws IOException {
    String brackets = "[".repeat(20_000);

    Path deep = Files.writeString(directory.resolve("deep.toml"), "x = " + brackets);

    isRefused(deep, deep + " is nested too deep");
  }

  @Property(tries = 300)
  void noTextBreaksIt(
      @ForAll @StringLength(max = 20) @Chars({'[', ']', '{', '}', '=', '"', '\'', '\\', '.'})
          String marks,
      @ForAll @StringLength(max = 10) @Chars({'a', '1', '-', ':', 'x', '\n', ' '}) String words)
      throws IOException {
    Path file = Files.createTempFile("config", ".toml");
    try {
      for (String text : List.of(marks, "x = " + marks + words, "[accounts.a]\n" + words + marks)) {
        Files.writeString(file, text);
        String said;
        try {
          said = ConfigFile.read(file).file().toString();
        } catch (MailException e) {
          said = e.getMessage();
        }
        assertThat(said).contains(file.toString());
      }
    } finally {
      Files.delete(file);
    }
  }
}

package icloudmail.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Secret;
import icloudmail.testkit.MailServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stores against programs that stand in for those of the platforms: they note the words and the
 * input that they get, and answer as the real ones are known to.
 */
class PasswordStoresTest {
  private static final String LOGIN = "jo@icloud.com";
  private static final String PASSWORD = MailServers.PASSWORD;

  @TempDir Path directory;

  private final Tool tool = new Tool(Duration.ofSeconds(20));

  /** A program that notes how it was called, and goes on with this script. */
  private String program(String script) throws IOException {
    Path file = directory.resolve("program");
    Files.writeString(
        file,
        "#!/bin/sh\nkept="
            + directory
            + "/kept\nfor word; do printf '%s\\n' \"$word\" >> "
            + directory
            + "/words; done\n"
            + script);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file.toString();
  }

  private List<String> words() throws IOException {
    return Files.readAllLines(directory.resolve("words"));
  }

  private static void assertFails(ThrowingCallable call, String message, String hint) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            MailException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.CONFIGURATION);
              assertThat(e.hint()).contains(hint);
            })
        .hasMessageContaining(message);
  }

  /** Keeps what it reads, and prints it again; as the three differ in their words only. */
  private static String keeping(String write, String read, String remove) {
    return "case $* in\n"
        + write
        + ") cat > \"$kept\" ;;\n"
        + read
        + ") cat \"$kept\" 2>/dev/null || exit 1 ;;\n"
        + remove
        + ") rm -f \"$kept\" ;;\n*) echo 'wrong words' >&2; exit 2 ;;\nesac\n";
  }

  @Test
  void secretToolKeepsReadsAndForgets() throws Exception {
    String attributes = "'service icloud-mail account jo@icloud.com'";
    String program =
        program(
            keeping(
                "'store --label=icloud-mail jo@icloud.com '" + attributes,
                "'lookup '" + attributes,
                "'clear '" + attributes));
    SecretService store = new SecretService(tool, program);

    store.write(LOGIN, new Secret(PASSWORD));
    assertThat(store.read(LOGIN).reveal()).isEqualTo(PASSWORD);
    store.remove(LOGIN);

    assertFails(() -> store.read(LOGIN), "the keyring holds no password of jo@icloud.com", "setup");
    assertThat(words()).doesNotContain(PASSWORD);
  }

  /** As secret-tool says it where no session bus is. */
  @Test
  void withoutADesktopSessionSecretToolIsNamed() throws Exception {
    String program =
        program("echo 'secret-tool: Cannot autolaunch D-Bus without X11 $DISPLAY' >&2; exit 1\n");
    SecretService store = new SecretService(tool, program);

    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> store.read(LOGIN),
            () -> store.write(LOGIN, new Secret(PASSWORD)),
            () -> store.remove(LOGIN))) {
      assertFails(
          call, "cannot reach the keyring: secret-tool: Cannot autolaunch", "password.file");
    }
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    SecretService store = new SecretService(tool, directory.resolve("none").toString());

    assertFails(() -> store.read(LOGIN), "there is no program", "libsecret-tools");
  }

  @Test
  void aProgramThatDoesNotEndIsEnded() throws Exception {
    SecretService store = new SecretService(new Tool(Duration.ofSeconds(1)), program("sleep 99\n"));

    assertFails(() -> store.read(LOGIN), "it did not end within 1 s", "password.file");
  }

  /** As secret-tool does it that starts a keyring. */
  @Test
  void whatGoesOnBehindAProgramIsNotWaitedFor() throws Exception {
    String program = program("sleep 30 &\nsleep 0.5\nprintf %s " + PASSWORD + "\n");
    SecretService store = new SecretService(tool, program);

    assertTimeout(
        Duration.ofSeconds(10), () -> assertThat(store.read(LOGIN).reveal()).isEqualTo(PASSWORD));
  }

  /** {@code security -i} reads commands from its standard input, quoted as a shell's. */
  @Test
  void theKeychainGetsThePasswordOnStandardInputAlone() throws Exception {
    String odd = "ab\"c\\d";
    String program =
        program(
            """
            case $1 in
            -i) read -r line; eval "set -- $line"; while [ "$1" != -w ]; do shift; done
                printf '%s\\n' "$2" > "$kept" ;;
            find-generic-password) cat "$kept" 2>/dev/null || exit 44 ;;
            delete-generic-password) rm "$kept" 2>/dev/null || exit 44 ;;
            esac
            """);
    Keychain store = new Keychain(tool, program);

    store.write(LOGIN, new Secret(odd));
    assertThat(store.read(LOGIN).reveal()).isEqualTo(odd);
    store.remove(LOGIN);
    store.remove(LOGIN);

    assertFails(
        () -> store.read(LOGIN), "the keychain holds no password of jo@icloud.com", "setup");
    assertThat(words()).contains("-i", "icloud-mail", LOGIN).doesNotContain(odd);
  }

  /** What fails within {@code security -i} ends with 0. */
  @Test
  void aKeychainThatKeepsNothingIsNoSuccess() throws Exception {
    Keychain store = new Keychain(tool, program("[ \"$1\" = -i ] && exit 0\nexit 44\n"));

    assertFails(
        () -> store.write(LOGIN, new Secret(PASSWORD)), "the keychain holds no password", "setup");
  }

  @Test
  void dpapiKeepsWhatPowerShellHasProtected() throws Exception {
    String program =
        program(
            """
            case $4 in
            *::Protect*) tr 'a-z' 'n-za-m' ;;
            *::Unprotect*) tr 'a-z' 'n-za-m' ;;
            esac
            """);
    Path kept = directory.resolve("passwords");
    DataProtection store = new DataProtection(tool, program, kept);

    store.write(LOGIN, new Secret(PASSWORD));

    assertThat(kept.resolve("jo%40icloud.com.dpapi")).hasContent("dmki-jwxd-imkw-xdjm\n");
    assertThat(store.read(LOGIN).reveal()).isEqualTo(PASSWORD);
    assertThat(String.join(" ", words())).doesNotContain(PASSWORD);
    store.remove(LOGIN);
    assertFails(() -> store.read(LOGIN), "no password of jo@icloud.com is kept", "setup");
  }

  @Test
  void aPowerShellThatFailsIsNamed() throws Exception {
    DataProtection store =
        new DataProtection(tool, program("echo 'Key not valid' >&2; exit 1\n"), directory);

    assertFails(
        () -> store.write(LOGIN, new Secret(PASSWORD)),
        "PowerShell cannot protect the password: Key not valid",
        "password.file");
  }
}

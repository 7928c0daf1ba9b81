package icloudmail.lab;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.MailServers;
import icloudmail.testkit.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stores that a Linux machine really has: a Secret Service on a private D-Bus, and pass. A
 * stored password is sent to no local server, so that it is read where there is no network at all.
 */
class RealStoresIT {
  private static final String PASSWORD = MailServers.PASSWORD;

  @TempDir static Path work;

  private static Lab lab;

  @TempDir Path home;

  private String bus = "";

  @BeforeAll
  static void up() {
    lab = Lab.up(work);
  }

  @AfterAll
  static void down() {
    lab.close();
  }

  @AfterEach
  void endBus() {
    if (!bus.isEmpty()) {
      shell("kill " + bus);
    }
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(lab.environment());
    environment.remove("ICLOUD_MAIL_LOGIN");
    environment.remove("ICLOUD_MAIL_PASSWORD");
    environment.put("HOME", home.toString());
    environment.put("XDG_RUNTIME_DIR", home.resolve("run").toString());
    environment.put("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + home.resolve("bus"));
    environment.put("GNUPGHOME", home.resolve("gpg").toString());
    return environment;
  }

  private ProgramRun shell(String line) {
    return ProgramRun.shell(
        home, environment(), "", line.replace("icloud-mail ", ProgramRun.launcher() + " "));
  }

  private ProgramRun succeeds(String line) {
    ProgramRun run = shell(line);
    assertThat(run.exitCode()).as(line + "\n" + run).isZero();
    return run;
  }

  private Path privateDirectory(String name) throws IOException {
    return Files.createDirectory(
        home.resolve(name),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** What doctor says of the password, where no server can be reached. */
  private String credential() {
    ProgramRun doctor =
        shell("env -u ICLOUD_MAIL_LOCAL_SERVERS unshare -n icloud-mail doctor --timeout 2s");
    assertThat(doctor.exitCode()).as(doctor.toString()).isIn(75, 78);
    return doctor
        .out()
        .lines()
        .filter(line -> line.startsWith("credential\t"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theKeyringOfTheDesktop() throws IOException {
    privateDirectory("run");
    Files.writeString(
        home.resolve("bus.conf"),
        """
        <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
          "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
        <busconfig><type>session</type><listen>unix:path=%s</listen>
        <policy context="default"><allow send_destination="*" eavesdrop="true"/>
        <allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
        """
            .formatted(home.resolve("bus")));
    bus = succeeds("dbus-daemon --config-file=bus.conf --fork --print-pid").out().strip();
    succeeds(
        "printf unlock | gnome-keyring-daemon --unlock --components=secrets >keyring 2>&1 </dev/stdin");

    ProgramRun setup =
        succeeds(
            "printf '"
                + PASSWORD
                + "\\n' | icloud-mail setup --email alice@icloud.com --password-stdin --store secret-tool");
    assertThat(setup.err()).contains("The password is in the secret-tool store");
    assertThat(Files.readString(home.resolve(".config/icloud-mail/config.toml")))
        .contains("password.store = \"secret-tool\"")
        .doesNotContain(PASSWORD);
    assertThat(succeeds("secret-tool lookup service 'icloud-mail' account alice@icloud.com").out())
        .isEqualTo(PASSWORD);
    assertThat(credential()).isEqualTo("credential\tok\tpassword.store 'secret-tool'\t");

    succeeds(
        "printf '"
            + PASSWORD
            + "\\n' | icloud-mail setup --email alice@icloud.com --password-stdin --store file");
    assertThat(
            shell("secret-tool lookup service 'icloud-mail' account alice@icloud.com").exitCode())
        .as("what the store had before is not left behind")
        .isEqualTo(1);
    assertThat(credential()).contains("alice.password, private (rw-------)");
    succeeds(
        "printf '"
            + PASSWORD
            + "\\n' | icloud-mail setup --email alice@icloud.com --password-stdin --store secret-tool");
    assertThat(home.resolve(".config/icloud-mail/alice.password")).doesNotExist();

    succeeds("icloud-mail setup --remove -a alice");
    assertThat(
            shell("secret-tool lookup service 'icloud-mail' account alice@icloud.com").exitCode())
        .isEqualTo(1);
  }

  @Test
  void withoutADesktopTheKeyringIsNamed() throws IOException {
    Files.createDirectories(home.resolve(".config/icloud-mail"));
    Files.writeString(
        home.resolve(".config/icloud-mail/config.toml"),
        "[accounts.a]\nlogin = \"alice@icloud.com\"\npassword.store = \"secret-tool\"\n");

    assertThat(credential()).contains("\tfailure\tsecret-tool cannot reach the keyring: ");
  }

  @Test
  void passAsACommand() throws IOException {
    privateDirectory("gpg");
    succeeds(
        "gpg --batch --passphrase '' --quick-generate-key test@example.com default default never"
            + " && pass init test@example.com && printf '"
            + PASSWORD
            + "\\nhttps://icloud.com\\n' | pass insert -m icloud; gpgconf --kill all");
    Files.createDirectories(home.resolve(".config/icloud-mail"));
    Files.writeString(
        home.resolve(".config/icloud-mail/config.toml"),
        "[accounts.a]\nlogin = \"alice@icloud.com\"\npassword.command = [\"pass\", \"show\", \"icloud\"]\n");

    assertThat(credential()).isEqualTo("credential\tok\tpassword.command 'pass'\t");
    shell("gpgconf --kill all");
  }
}

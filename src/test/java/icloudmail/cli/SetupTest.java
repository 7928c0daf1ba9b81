package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.MailServers;
import icloudmail.testkit.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code setup}: an account is tried, then kept, or nothing is. */
class SetupTest extends SetupStage {
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
    CliRun run = setting().withStdin(MailServers.PASSWORD + "\n").run(words.split(" ", -1));

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(64);
    assertThat(home).doesNotExist();
    assertThat(icloud.imap().connections()).isZero();
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

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb", "a\u0007"})
  void aNameThatIsNoneIsWrongUsage(String name) {
    CliRun run = setup("-a", name);

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(64);
    assertThat(home).doesNotExist();
    assertThat(icloud.imap().connections()).isZero();
  }

  @Test
  void inJsonItTellsWhatIsKeptAndWhatIsGone() {
    CliRun kept = setup("--json");
    CliRun gone = setting().run("setup", "--remove", "-a", "jo", "--jsonl");
    CliRun refused =
        setting()
            .withStdin("wrong-pass-word-here\n")
            .run("setup", "--email", "jo@icloud.com", "--password-stdin", "--json");

    assertThat(kept.exitCode()).as(kept.toString()).isZero();
    assertThat(kept.err()).isEmpty();
    JsonNode findings = Schema.parse(kept.out());
    findings.forEach(each -> assertThat(Schema.problems("finding", each)).isEmpty());
    assertThat(findings.get(findings.size() - 2).path("message").asText())
        .isEqualTo("it is in " + home.resolve("jo.password"));
    assertThat(findings.get(findings.size() - 1).path("message").asText())
        .isEqualTo("'jo' is in " + home.resolve("config.toml"));
    assertThat(gone.exitCode()).as(gone.toString()).isZero();
    assertThat(gone.err()).isEmpty();
    assertThat(gone.out().lines().map(Schema::parse).map(each -> each.path("message").asText()))
        .containsExactly(
            "it is gone from " + home.resolve("jo.password"),
            "'jo' is gone from " + home.resolve("config.toml"));
    assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(77);
    assertThat(refused.out()).contains("\"status\":\"failure\"").doesNotContain("it is in ");
  }
}

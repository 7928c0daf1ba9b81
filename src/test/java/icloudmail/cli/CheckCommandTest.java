package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.Mails;
import icloudmail.testkit.ServersExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  @RegisterExtension static final ServersExtension SERVERS = new ServersExtension();

  @TempDir Path directory;

  private CliRun.Setting setting() {
    return SERVERS.setting(directory);
  }

  @Test
  void saysWithOneThatThereIsNothing() {
    CliRun run = setting().run("check");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEmpty();
  }

  @Test
  void listsWhatIsUnread() {
    SERVERS.servers().deliver(Mails.plain("a@example.com", "News", "x"));

    CliRun run = setting().run("check");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("\tNews\t").hasLineCount(1);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void quietPrintsNothing() {
    SERVERS.servers().deliver(Mails.plain("a@example.com", "News", "x"));

    CliRun run = setting().run("check", "-q");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEmpty();
  }

  @Test
  void countIsOneNumberInEveryForm() {
    SERVERS.servers().deliver(Mails.plain("a@example.com", "News", "x"));
    SERVERS.servers().deliver(Mails.plain("b@example.com", "News", "x"));

    assertThat(setting().run("check", "--count").out()).isEqualTo("2\n");
    assertThat(setting().onTerminal(80).run("check", "--count").out()).isEqualTo("2\n");
    assertThat(setting().run("check", "--count", "--json").out())
        .isEqualTo("{\"v\":1,\"folder\":\"INBOX\",\"count\":2}\n");
    assertThat(setting().run("check", "--count", "from:b@example.com").out()).isEqualTo("1\n");
    assertThat(setting().run("check", "--count", "subject:nothing").out()).isEqualTo("0\n");
  }

  @Test
  void aQueryDecides() {
    SERVERS.servers().deliver(Mails.plain("a@example.com", "News", "x"));

    assertThat(setting().run("check", "-q", "from:a@example.com", "is:unread").exitCode()).isZero();
    assertThat(setting().run("check", "-q", "subject:nothing").exitCode()).isEqualTo(1);
    assertThat(setting().run("check", "in:Archive").exitCode()).isEqualTo(1);
  }

  @Test
  void anUnknownFolderIsNotNothing() {
    CliRun counted = setting().run("check", "-q", "in:Nope", "is:unread");
    CliRun searched = setting().run("check", "-q", "in:Nope", "from:x");

    assertThat(counted.exitCode()).isEqualTo(64);
    assertThat(searched.exitCode()).isEqualTo(64);
    assertThat(counted.out()).isEmpty();
    assertThat(counted.err()).contains("there is no folder 'Nope'");
  }
}

package icloudmail.program;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.MailServers;
import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.ServersExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is shipped beside the program, in the directory and in the archive. */
class SharedFilesIT {
  @RegisterExtension static final ServersExtension SERVERS = new ServersExtension();

  private static final Path SHARE = Path.of("target/icloud-mail/share");

  @TempDir Path home;

  private ProgramRun run(String line) {
    return ProgramRun.shell(
        home,
        Map.of(
            "ICLOUD_MAIL_LOCAL_SERVERS",
            SERVERS.servers().localServers(),
            "ICLOUD_MAIL_LOGIN",
            MailServers.LOGIN,
            "ICLOUD_MAIL_PASSWORD",
            MailServers.PASSWORD,
            "HOME",
            home.toString(),
            "PATH",
            ProgramRun.launcher().getParent() + ":/usr/bin:/bin",
            "JAVA_HOME",
            System.getProperty("java.home")),
        "",
        line);
  }

  @Test
  void theScriptsOfCompletionAreThoseThatTheProgramPrints() {
    Map<String, String> scripts =
        Map.of(
            "bash", "bash-completion/completions/icloud-mail",
            "zsh", "zsh/site-functions/_icloud-mail",
            "fish", "fish/vendor_completions.d/icloud-mail.fish");
    scripts.forEach(
        (shell, file) -> {
          ProgramRun run = run("icloud-mail completion " + shell);
          assertThat(run.exitCode()).as(run.toString()).isZero();
          assertThat(run.err()).isEmpty();
          assertThat(SHARE.resolve(file)).hasContent(run.out());
        });
  }

  @Test
  void eachCommandHasAPageAndTheArchiveHoldsThemToo() throws IOException {
    ProgramRun help = run("icloud-mail --help");
    ProgramRun archive =
        run("tar -tzf " + Path.of("target/icloud-mail-0.1.0.tar.gz").toAbsolutePath());

    assertThat(archive.exitCode()).as(archive.toString()).isZero();
    try (Stream<Path> files = Files.walk(SHARE)) {
      assertThat(archive.out().lines())
          .containsAll(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> "icloud-mail-0.1.0/share/" + SHARE.relativize(file))
                  .toList());
    }
    assertThat(help.out().lines().filter(line -> line.matches("  [a-z]+  +[A-Z].*")))
        .hasSize(12)
        .allMatch(
            line ->
                Files.isRegularFile(
                    SHARE.resolve("man/man1/icloud-mail-" + line.trim().split(" ", -1)[0] + ".1")));
    assertThat(SHARE.resolve("man/man1/icloud-mail-sendmail.1")).isRegularFile();
  }

  @Test
  void whatTheServerListsIsThereForTheNextCommandLine() throws IOException {
    ProgramRun run = run("icloud-mail folders --tsv | cut -f 1");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(
            Files.readString(home.resolve(".local/state/icloud-mail/folders/environment")).lines())
        .containsExactlyInAnyOrderElementsOf(run.out().lines().toList())
        .contains("INBOX");
  }
}

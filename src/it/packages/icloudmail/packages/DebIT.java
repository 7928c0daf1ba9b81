package icloudmail.packages;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.ServersExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The .deb on a fresh Debian: apt installs it, a new user uses it, dpkg removes it. */
class DebIT {
  private static final double FIVE_MINUTES = 300;

  @RegisterExtension static final ServersExtension SERVERS = new ServersExtension();

  @TempDir Path directory;

  @Test
  void aNewUserIsAtWorkWithinFiveMinutesAndItsRemovalLeavesNothing() throws IOException {
    try (Debian debian = Debian.fresh(SERVERS.servers())) {
      Files.copy(Built.file(".*\\.deb"), debian.path("/root/icloud-mail.deb"));

      debian.asRoot(
          "apt-get update -q && apt-get install -q -y --no-install-recommends man-db ./icloud-mail.deb");
      List<String> installed = debian.asRoot("dpkg -L icloud-mail").lines().toList();
      double seconds = debian.newcomer("icloud-mail --version");
      ProgramRun manual =
          debian.run("jo", "man -w icloud-mail icloud-mail-sendmail icloud-mail-send");
      ProgramRun second =
          debian.run(
              "jo",
              "printf 'Subject: by the second door\\n\\nx\\n' | icloud-mail-sendmail jo@icloud.com");
      ProgramRun arrived = debian.run("jo", "icloud-mail check 'subject:\"second door\"'");
      debian.asRoot("dpkg -r icloud-mail");

      assertThat(installed)
          .contains(
              "/usr/bin/icloud-mail",
              "/usr/bin/icloud-mail-sendmail",
              "/usr/share/doc/icloud-mail/copyright")
          .anyMatch(file -> file.startsWith("/usr/share/bash-completion/completions/"))
          .anyMatch(file -> file.startsWith("/usr/share/zsh/vendor-completions/"))
          .anyMatch(file -> file.startsWith("/usr/share/fish/vendor_completions.d/"));
      assertThat(seconds).isLessThan(FIVE_MINUTES);
      assertThat(manual.exitCode()).as(manual.toString()).isZero();
      assertThat(second.exitCode()).as(second.toString()).isZero();
      assertThat(arrived.exitCode()).as(arrived.toString()).isZero();
      assertThat(debian.run("root", "dpkg -s icloud-mail").exitCode()).isEqualTo(1);
      assertThat(installed)
          .filteredOn(file -> file.contains("icloud-mail"))
          .isNotEmpty()
          .noneMatch(file -> Files.exists(debian.path(file)));
      assertThat(debian.asRoot("find /etc /usr /opt /srv /var/lib -name '*icloud-mail*'"))
          .isEmpty();
    }
  }

  @Test
  void debiansOwnCheckerFindsNothing() {
    ProgramRun lintian =
        ProgramRun.of(
            directory,
            Map.of("PATH", System.getenv("PATH"), "HOME", directory.toString()),
            "",
            "lintian",
            "--fail-on",
            "error,warning",
            Built.file(".*\\.deb").toString());

    assertThat(lintian.exitCode()).as(lintian.toString()).isZero();
    assertThat(lintian.out()).isEmpty();
  }

  @Test
  void theChangelogBeginsWithTheVersion() throws IOException {
    assertThat(Files.readAllLines(Path.of("src/main/packages/deb/changelog")))
        .first()
        .asString()
        .startsWith("icloud-mail (" + Built.version() + ") ");
  }
}

package icloudmail.lab;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the manual as man itself reads them. */
class ManualIT {
  private static final Path PAGES = Path.of("target/icloud-mail/share/man").toAbsolutePath();

  @TempDir Path home;

  private ProgramRun man(String... arguments) {
    return ProgramRun.of(
        home,
        Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C.UTF-8", "MANWIDTH", "80"),
        "",
        Stream.concat(Stream.of("man"), Stream.of(arguments)).toArray(String[]::new));
  }

  @Test
  void groffHasNoWarningForAnyPage() throws IOException {
    List<Path> pages;
    try (Stream<Path> files = Files.list(PAGES.resolve("man1"))) {
      pages = files.toList();
    }
    assertThat(pages).hasSize(14);
    for (Path page : pages) {
      ProgramRun run = man("--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page.toString());
      assertThat(run.exitCode()).as(run.toString()).isZero();
      assertThat(run.err()).as(page.toString()).isEmpty();
    }
  }

  @Test
  void aPageIsFoundByItsNameAndReadsAsItsHelp() {
    ProgramRun send = man("-M", PAGES.toString(), "icloud-mail-send");
    ProgramRun program = man("-M", PAGES.toString(), "icloud-mail");

    assertThat(send.exitCode()).as(send.toString()).isZero();
    assertThat(send.out())
        .contains(
            "icloud-mail send [OPTIONS] [TO...]",
            "-A, --attach=FILE\n           Attach FILE[;type=T][;name=N], or - for stdin.",
            "  df -h | icloud-mail send -s \"disk $(hostname)\" me@icloud.com\n");
    assertThat(program.out())
        .contains(
            "\nQUERIES\n",
            "\nEXIT STATUS\n",
            "  77   login refused   ",
            "icloud-mail list 'from:bank not (subject:offer or is:read)' since:7d");
    assertThat(send.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(program.out().lines()).allMatch(line -> line.length() <= 80);
  }
}

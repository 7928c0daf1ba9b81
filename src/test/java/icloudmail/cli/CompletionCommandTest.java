package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionCommandTest {
  @TempDir Path directory;

  private CliRun run(String... arguments) {
    return CliRun.Setting.of(Map.of(), directory).run(arguments);
  }

  @ParameterizedTest
  @CsvSource({
    "bash, complete -o nospace -F _icloud_mail icloud-mail",
    "zsh, #compdef icloud-mail",
    "fish, complete -c icloud-mail -f"
  })
  void theScriptOfAShellIsPrinted(String shell, String line) {
    CliRun run = run("completion", shell);

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines()).contains(line).hasSizeGreaterThan(100);
  }

  @Test
  void anotherShellOrNoneIsWrongUsage() {
    CliRun other = run("completion", "csh");
    CliRun none = run("completion");

    assertThat(other.exitCode()).isEqualTo(64);
    assertThat(other.out() + none.out()).isEmpty();
    assertThat(other.err()).contains("'csh' is not one of bash, zsh, fish");
    assertThat(none.exitCode()).isEqualTo(64);
    assertThat(none.err()).contains("SHELL");
  }
}

package icloudmail.config;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.MailException;
import icloudmail.testkit.ProgramRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program that is started inherits; told by a JVM that has the variable. */
class ChildProcessTest {
  private static final List<String> TELL =
      List.of("sh", "-c", "echo \"${ICLOUD_MAIL_PASSWORD:-none} ${ICLOUD_MAIL_LOGIN:-none}\"");

  @TempDir Path directory;

  /** The JVM with the variable. */
  static final class Inheriting {
    private Inheriting() {}

    public static void main(String... arguments) throws MailException {
      Duration limit = Duration.ofSeconds(20);
      System.out.println(new PasswordCommand(TELL, limit).password().reveal());
      System.out.print(new Tool(limit).run(TELL, "").out());
    }
  }

  @Test
  void neitherTheCommandNorAStoreGetsThePassword() {
    ProgramRun run =
        ProgramRun.of(
            directory,
            Map.of(
                "PATH", "/usr/bin:/bin",
                "ICLOUD_MAIL_LOGIN", "jo",
                "ICLOUD_MAIL_PASSWORD", "precious"),
            "",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Inheriting.class.getName());

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).isEqualTo("none jo\nnone jo\n");
  }
}

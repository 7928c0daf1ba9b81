package icloudmail.lab;

import icloudmail.cli.CommandContract;
import icloudmail.testkit.Stage;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The same command tests as on GreenMail and the double. */
class CommandsOnDovecotIT extends CommandContract {
  @TempDir static Path home;

  private static DovecotStage stage;

  @BeforeAll
  static void up() {
    stage = new DovecotStage(home);
  }

  @AfterAll
  static void down() {
    stage.close();
  }

  @Override
  protected Stage stage() {
    return stage;
  }
}

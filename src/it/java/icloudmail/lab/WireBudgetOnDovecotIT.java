package icloudmail.lab;

import icloudmail.cli.WireBudget;
import icloudmail.testkit.Stage;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** On Dovecot and Postfix. */
class WireBudgetOnDovecotIT extends WireBudget {
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

package icloudmail.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each answer that each command waits for goes wrong in each way, once and for good; with {@code
 * -Dattack.only}, the cases whose names that pattern finds; with {@code -Dattack.every}, one of so
 * many. Run by the profile {@code attack}.
 */
class FaultMatrixAttack {
  @TempDir static Path directory;

  @Test
  void noFaultIsHidden() throws Exception {
    int every = Integer.getInteger("attack.every", 1);
    assertThat(FaultMatrix.wrong(directory, cell -> cell.number() % every == 0, 12)).isEmpty();
  }
}

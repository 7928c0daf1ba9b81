package icloudmail.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each answer that each command waits for goes wrong in each way, once and for good; with {@code
 * -Dattack.only}, the cases whose names that pattern finds. Run by the profile {@code attack}.
 */
class FaultMatrixAttack {
  @TempDir static Path directory;

  @Test
  void noFaultIsHidden() throws Exception {
    assertThat(FaultMatrix.wrong(directory, cell -> true, 12)).isEmpty();
  }
}

package icloudmail.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Answers that commands wait for go wrong in every way: one case of 23, which is prime to the
 * number of ways. {@link FaultMatrixAttack} has all.
 */
class FaultMatrixTest {
  private static final int EVERY = 23;

  @TempDir static Path directory;

  @Test
  void noFaultIsHidden() throws Exception {
    assertThat(FaultMatrix.wrong(directory, cell -> cell.number() % EVERY == 0, 6)).isEmpty();
  }
}

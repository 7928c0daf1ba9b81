package icloudmail;

import icloudmail.model.Pause;
import java.time.Duration;

/**
 * Lets the process sleep. It ends early where the program is to stop, which is then noticed by what
 * comes next.
 */
final class ProcessPause implements Pause {
  @Override
  public void of(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

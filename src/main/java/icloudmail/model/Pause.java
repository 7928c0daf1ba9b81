package icloudmail.model;

import java.time.Duration;

/** Waits before something is tried again. */
@FunctionalInterface
public interface Pause {
  void of(Duration duration);
}

package icloudmail;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The time of this machine. The rules of the user's zone are only looked up once somebody asks for
 * it, since to find and read them costs a felt part of the start.
 */
final class ProcessClock extends Clock {
  private final Clock universal = Clock.systemUTC();

  @Override
  public ZoneId getZone() {
    return ZoneId.systemDefault();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.system(zone);
  }

  @Override
  public long millis() {
    return universal.millis();
  }

  @Override
  public Instant instant() {
    return universal.instant();
  }
}

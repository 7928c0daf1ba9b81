package icloudmail.model;

import java.time.Duration;
import java.time.Instant;

/** What a watch tells as it goes on. */
public sealed interface WatchEvent {
  /** What the user calls the account that it is about. */
  String account();

  /** There is a new message. */
  record Arrival(String account, Envelope message) implements WatchEvent {}

  /**
   * A connection is gone and is made again.
   *
   * @param pause how long that is waited for
   */
  record Reconnect(String account, Instant at, String reason, Duration pause)
      implements WatchEvent {}

  /** All is well: the server has answered. */
  record Heartbeat(String account, Instant at) implements WatchEvent {}
}

package icloudmail.service;

import icloudmail.mail.OpenFolder;
import icloudmail.model.Envelope;
import icloudmail.model.JobFolder;
import icloudmail.model.JobFolder.Known;
import icloudmail.model.MailException;
import icloudmail.model.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Recognises what a job was told in a folder that the server has numbered anew: by Message-ID; and
 * what was not remembered, by its arrival before the job looked last. Where the server has dated
 * the messages anew as well, their order counts instead.
 */
final class Resync {
  /** Nothing was numbered anew. */
  static final Resync NONE = new Resync(Map.of(), Instant.MIN, 0);

  /** Clocks differ. */
  private static final Duration MARGIN = Duration.ofDays(1);

  private final Map<String, Instant> known;
  private final Instant looked;
  private final long redatedUpTo;

  private Resync(Map<String, Instant> known, Instant looked, long redatedUpTo) {
    this.known = known;
    this.looked = looked;
    this.redatedUpTo = redatedUpTo;
  }

  /** Looks for what the job knew in the folder as it is now. */
  static Resync of(JobFolder before, OpenFolder folder, Query query, Setbacks setbacks)
      throws MailException {
    Map<String, Instant> known = new HashMap<>();
    before.known().forEach(each -> known.put(each.id(), each.received()));
    long[] redated = {0};
    new Finder(folder, query.condition(), setbacks)
        .find(
            Integer.MAX_VALUE,
            found -> {
              for (Envelope each : found) {
                Known now = Known.of(each);
                Instant then = known.get(now.id());
                if (then != null && !then.equals(now.received())) {
                  redated[0] = Math.max(redated[0], each.reference().uid());
                }
              }
              return true;
            });
    return new Resync(known, before.looked().minus(MARGIN), redated[0]);
  }

  /** Whether the job was told of the message, or it was there when the job looked last. */
  boolean isOld(Envelope message) {
    if (this == NONE) {
      return false;
    }
    Known now = Known.of(message);
    return known.containsKey(now.id())
        || (message.received() != null && message.received().isBefore(looked))
        || message.reference().uid() <= redatedUpTo;
  }
}

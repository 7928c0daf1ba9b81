package icloudmail.service;

import icloudmail.mail.OpenFolder;
import icloudmail.model.Envelope;
import icloudmail.model.JobFolder;
import icloudmail.model.JobFolder.Known;
import icloudmail.model.JobFolder.Owed;
import icloudmail.model.MailException;
import icloudmail.model.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Recognises what a job was told in a folder that the server has numbered anew: by Message-ID; and
 * what was not remembered, by its arrival before the job looked last. Where the server has dated
 * the messages anew as well, their order counts instead. What is owed is none of it.
 */
final class Resync {
  /** Nothing was numbered anew. */
  static final Resync NONE = new Resync(Set.of(), Set.of(), Instant.MIN);

  /** Clocks differ. */
  private static final Duration MARGIN = Duration.ofDays(1);

  private final Set<Known> known;
  private final Set<String> ids;
  private final Set<Known> owed;
  private final Set<String> owedIds;
  private final Instant looked;
  private long redatedUpTo;

  private Resync(Set<Known> known, Set<Known> owed, Instant looked) {
    this.known = known;
    this.ids = ids(known);
    this.owed = owed;
    this.owedIds = ids(owed);
    this.looked = looked;
  }

  private static Set<String> ids(Set<Known> messages) {
    return messages.stream()
        .filter(Known::isNamed)
        .map(Known::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Looks for what the job knew in the folder as it is now. */
  static Resync of(JobFolder before, OpenFolder folder, Query query, Setbacks setbacks)
      throws MailException {
    Set<Known> owed =
        before.owed().stream()
            .map(Owed::message)
            .filter(Objects::nonNull)
            .collect(Collectors.toUnmodifiableSet());
    Resync resync = new Resync(Set.copyOf(before.known()), owed, before.looked().minus(MARGIN));
    resync.findRedated(new Finder(folder, query.condition(), setbacks));
    return resync;
  }

  /** A copy with another date is no old message that was dated anew, where that is there too. */
  private void findRedated(Finder finder) throws MailException {
    Set<String> asTheyWere = new HashSet<>();
    Map<String, Long> redated = new HashMap<>();
    finder.find(
        Integer.MAX_VALUE,
        found -> {
          for (Envelope each : found) {
            Known now = Known.of(each);
            if (known.contains(now)) {
              asTheyWere.add(now.id());
            } else if (ids.contains(now.id())) {
              redated.merge(now.id(), each.reference().uid(), Math::max);
            }
          }
          return true;
        });
    redated.keySet().removeAll(asTheyWere);
    redatedUpTo = redated.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** Whether the job was told of the message, or it was there when the job looked last. */
  boolean isOld(Envelope message) {
    if (this == NONE) {
      return false;
    }
    Known now = Known.of(message);
    if (owed.contains(now) || owedIds.contains(now.id())) {
      return false;
    }
    return known.contains(now)
        || ids.contains(now.id())
        || (message.received() != null && message.received().isBefore(looked))
        || message.reference().uid() <= redatedUpTo;
  }
}

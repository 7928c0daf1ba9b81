package icloudmail.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a job has been told of a folder: every message below {@code uidNext} but those that are
 * owed.
 *
 * @param login whose folder it is
 * @param folder the decoded mailbox name
 * @param uidValidity the generation of its UIDs
 * @param uidNext the lowest UID that was not looked at
 * @param looked when it was last looked at
 * @param known the last messages that were told, the newest last, by which the folder is recognised
 *     when the server numbers it anew
 * @param owed messages that could not be told, by ascending UID
 */
public record JobFolder(
    String login,
    String folder,
    long uidValidity,
    long uidNext,
    Instant looked,
    List<Known> known,
    List<Owed> owed) {
  private static final int MOST_KNOWN = 500;
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int MOST_DOUBLED = 6;

  /**
   * A message that was told.
   *
   * @param id its Message-ID, or what stands for one
   * @param received arrival time (INTERNALDATE)
   */
  public record Known(String id, Instant received) {
    private static final String SIZE = "size:";

    /** By what a message is recognised under another UID. */
    public static Known of(Envelope message) {
      Instant received = message.received() == null ? Instant.EPOCH : message.received();
      String id = message.messageId();
      return new Known(id == null ? SIZE + message.size() : id, received);
    }

    /** Whether it has a Message-ID, which no other message should have. */
    public boolean isNamed() {
      return !id.startsWith(SIZE);
    }
  }

  /**
   * A message that is to be offered again.
   *
   * @param attempts how often it was offered
   * @param due not before
   * @param message by what it is recognised under another UID; null where it was never seen
   */
  public record Owed(long uid, int attempts, Instant due, @Nullable Known message) {}

  public JobFolder {
    known = List.copyOf(known);
    owed = List.copyOf(owed);
  }

  /** The same, looked at now, so that only what comes from {@code uidNext} on is new. */
  public JobFolder looked(long uidNext, Instant now) {
    long next = Math.max(this.uidNext, uidNext);
    return new JobFolder(login, folder, uidValidity, next, now, known, owed);
  }

  /** The same, with the message told. */
  public JobFolder told(Envelope message) {
    List<Known> more = new ArrayList<>(known);
    more.add(Known.of(message));
    List<Known> last = more.subList(Math.max(0, more.size() - MOST_KNOWN), more.size());
    return passed(message.reference().uid(), last);
  }

  /** The same without the message, which is not meant or not there. */
  public JobFolder passed(long uid) {
    return passed(uid, known);
  }

  private JobFolder passed(long uid, List<Known> known) {
    return new JobFolder(
        login, folder, uidValidity, Math.max(uidNext, uid + 1), looked, known, others(uid));
  }

  /** The same, with the message to be offered again: after a pause that grows up to an hour. */
  public JobFolder owing(Envelope message, Instant now) {
    return owing(message.reference().uid(), Known.of(message), now);
  }

  /** As {@link #owing(Envelope, Instant)}, where there is no more of the message than its UID. */
  public JobFolder owing(long uid, Instant now) {
    return owing(uid, null, now);
  }

  private JobFolder owing(long uid, @Nullable Known message, Instant now) {
    Owed before =
        owed.stream()
            .filter(one -> one.uid() == uid)
            .findAny()
            .orElse(new Owed(uid, 0, now, message));
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(before.attempts(), MOST_DOUBLED));
    Owed again =
        new Owed(
            uid,
            before.attempts() + 1,
            now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause),
            message == null ? before.message() : message);
    List<Owed> all =
        Stream.concat(others(uid).stream(), Stream.of(again))
            .sorted((one, other) -> Long.compare(one.uid(), other.uid()))
            .toList();
    return new JobFolder(
        login, folder, uidValidity, Math.max(uidNext, uid + 1), looked, known, all);
  }

  /** Those that may be offered again by now; what is due too late was put off by another clock. */
  public List<Long> due(Instant now) {
    Instant latest = now.plus(LONGEST_PAUSE);
    return owed.stream()
        .filter(one -> !one.due().isAfter(now) || one.due().isAfter(latest))
        .map(Owed::uid)
        .toList();
  }

  private List<Owed> others(long uid) {
    return owed.stream().filter(one -> one.uid() != uid).toList();
  }
}

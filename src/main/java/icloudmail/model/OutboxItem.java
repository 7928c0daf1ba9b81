package icloudmail.model;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message in the outbox.
 *
 * @param id what the outbox calls it, eight hexadecimal digits
 * @param account the name of the account that it is sent as
 * @param login that account's login, which must still be the same when it is sent later
 * @param submission its envelope; the recipients are those that it is sent to as one
 * @param deferred recipients that the server put off when it took the others: they come later
 * @param created when it was put there
 * @param attempts how often sending it was tried in vain
 * @param handovers how often the server was given all of it, and may have taken it
 * @param served whether the server has taken it, for some of its recipients at least
 * @param tried when its state became what it is
 * @param size octets of the message
 * @param reason why it is in this state, or null
 */
public record OutboxItem(
    String id,
    State state,
    String account,
    String login,
    Submission submission,
    List<String> deferred,
    SendPolicy policy,
    Instant created,
    int attempts,
    int handovers,
    boolean served,
    Instant tried,
    long size,
    @Nullable String reason) {
  public OutboxItem {
    deferred = List.copyOf(deferred);
  }

  /** Where a message stands on its way out. */
  public enum State {
    /** To be sent by the next flush. */
    QUEUED,
    /** Not sent; it goes only when its writer asks for it by its id. */
    FAILED,
    /** It was handed over, and nobody knows whether it was taken. */
    UNKNOWN,
    /** The server has taken it; its copy is not in the sent folder yet. */
    SENT_NOT_FILED,
    /** The server has taken it, and nothing is left to be done. */
    SENT,
    /** Its writer has taken it out. */
    DROPPED;

    /** As the outbox, JSON and people call it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** All recipients that it has not been sent to for certain. */
  public List<String> recipients() {
    return Stream.concat(submission.recipients().stream(), deferred.stream()).toList();
  }

  /**
   * Whether a folder that holds its Message-ID proves that the server has taken it: no other
   * message can have that, and no hand-over before the last one can have brought it there.
   */
  public boolean traceable() {
    return submission.madeId() && handovers == 1;
  }

  /**
   * A message that is put there now: queued where {@code policy} says so, else it has failed, until
   * more is known.
   */
  public static OutboxItem begun(
      String id,
      Account account,
      Submission submission,
      SendPolicy policy,
      Instant now,
      String reason) {
    return new OutboxItem(
        id,
        policy.queue() ? State.QUEUED : State.FAILED,
        account.name(),
        account.login(),
        submission,
        List.of(),
        policy,
        now,
        0,
        0,
        false,
        now,
        0,
        reason);
  }

  /** The same message, from now on in this state. */
  public OutboxItem in(
      State next,
      List<String> recipients,
      List<String> nextDeferred,
      Instant now,
      @Nullable String nextReason) {
    boolean vain = next == State.QUEUED || next == State.FAILED;
    return new OutboxItem(
        id,
        next,
        account,
        login,
        submission.to(recipients),
        nextDeferred,
        policy,
        created,
        vain ? attempts + 1 : attempts,
        next == State.UNKNOWN ? handovers + 1 : handovers,
        served || next == State.SENT_NOT_FILED,
        now,
        size,
        nextReason);
  }

  /** The same message before it was tried for the first time. */
  public OutboxItem untried() {
    return new OutboxItem(
        id,
        state,
        account,
        login,
        submission,
        deferred,
        policy,
        created,
        0,
        handovers,
        served,
        tried,
        size,
        reason);
  }
}

package icloudmail.model;

import java.util.List;
import java.util.OptionalLong;

/**
 * Which messages are meant: those of one folder that are named by {@code uids} (where any are) and
 * meet every condition.
 *
 * @param folder the mailbox name, decoded
 * @param uidValidity what the folder's UIDVALIDITY must be, where references named it
 * @param uids UIDs named one by one or as ranges; empty means all
 * @param conditions all of them must hold
 */
public record Query(
    String folder, OptionalLong uidValidity, List<UidRange> uids, List<Condition> conditions) {
  public static final String INBOX = "INBOX";

  public Query {
    uids = List.copyOf(uids);
    conditions = List.copyOf(conditions);
  }

  /** Every message of {@code folder}. */
  public static Query all(String folder) {
    return new Query(folder, OptionalLong.empty(), List.of(), List.of());
  }

  /** The one message that {@code reference} names. */
  public static Query named(Reference reference) {
    return new Query(
        reference.folder(),
        OptionalLong.of(reference.uidValidity()),
        List.of(UidRange.of(reference.uid())),
        List.of());
  }

  /** The unread messages of INBOX: what {@code check} looks for by itself. */
  public static Query unread() {
    return new Query(
        INBOX, OptionalLong.empty(), List.of(), List.of(new Condition.Flagged(Flag.SEEN, false)));
  }

  /** Whether it names messages by UID or reference. */
  public boolean namesMessages() {
    return !uids.isEmpty();
  }

  /** Whether it is no more than a folder. */
  public boolean isWholeFolder() {
    return uids.isEmpty() && conditions.isEmpty();
  }

  /** Whether it asks for the unread messages of a folder, which one STATUS can count. */
  public boolean isUnreadOfFolder() {
    return uids.isEmpty() && conditions.equals(List.of(new Condition.Flagged(Flag.SEEN, false)));
  }

  public boolean matches(Envelope envelope) {
    return conditions.stream().allMatch(condition -> condition.matches(envelope));
  }
}

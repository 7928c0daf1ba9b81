package icloudmail.service;

import icloudmail.model.Condition;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Query;
import icloudmail.model.Reference;
import icloudmail.model.UidRange;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows which messages a query names one by one, and which of them were not there. A query that
 * asks for more than names, names none.
 */
final class RollCall {
  private final Set<Object> named = new LinkedHashSet<>();
  private final Query query;
  private boolean anySeen;

  RollCall(Query query) {
    this.query = query;
    if (!names(query.condition())) {
      named.clear();
    }
  }

  /** Notes whom a condition names; false where it asks for more. */
  private boolean names(Condition condition) {
    if (condition instanceof Condition.Named references) {
      named.addAll(references.references());
    } else if (condition instanceof Condition.HasUid uids) {
      uids.ranges().stream().filter(UidRange::single).map(UidRange::first).forEach(named::add);
    } else if (condition instanceof Condition.HasMessageId id) {
      named.add(id.messageId());
    } else {
      return condition instanceof Condition.Or && condition.parts().stream().allMatch(this::names);
    }
    return true;
  }

  /** Nobody was named. */
  static RollCall none() {
    return new RollCall(Query.all(Query.INBOX));
  }

  /** Whether any that was named has not been seen yet. */
  boolean isOpen() {
    return !named.isEmpty();
  }

  void seen(Reference reference, @Nullable String messageId) {
    anySeen = true;
    named.remove(reference);
    named.remove(reference.uid());
    if (messageId != null) {
      named.remove(messageId);
    }
  }

  /** Those of this folder are not looked for. */
  void excuse(String folder) {
    named.removeIf(one -> one instanceof Reference reference && reference.folder().equals(folder));
  }

  /** Adds those that were not there, or that none was, to what went wrong. */
  void report(Setbacks setbacks) {
    report(setbacks, true);
  }

  /**
   * As {@link #report(Setbacks)}.
   *
   * @param some whether a query that names nobody must mean somebody
   */
  void report(Setbacks setbacks, boolean some) {
    if (!named.isEmpty()) {
      setbacks.add(
          new MailException(
              Kind.NOT_FOUND,
              named.size() == 1
                  ? one()
                  : named.size() + " of the named messages are not there, for example: " + one(),
              "It may have been moved or deleted. icloud-mail list shows what is there."));
    } else if (some && !anySeen) {
      setbacks.add(
          new MailException(Kind.NOT_FOUND, "no message of " + query.scope() + " is meant"));
    }
  }

  private String one() {
    Object one = named.iterator().next();
    return one instanceof Long uid
        ? query.scope() + " has no message with UID " + uid
        : "there is no message " + one;
  }
}

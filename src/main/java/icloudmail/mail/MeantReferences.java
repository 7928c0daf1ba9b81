package icloudmail.mail;

import icloudmail.model.Condition;
import icloudmail.model.Condition.And;
import icloudmail.model.Condition.HasUid;
import icloudmail.model.Condition.Named;
import icloudmail.model.Condition.Not;
import icloudmail.model.Condition.Or;
import icloudmail.model.Reference;

/**
 * What a condition says of a message's reference alone, which needs no server: so that one that is
 * told without having been asked for is never taken for one that was named.
 */
final class MeantReferences {
  private final Condition condition;
  private final boolean names;

  MeantReferences(Condition condition) {
    this.condition = condition;
    this.names = condition.all().anyMatch(part -> part instanceof HasUid || part instanceof Named);
  }

  /** Whether the condition names any message. */
  boolean names() {
    return names;
  }

  /** Whether this message may meet it. */
  boolean may(Reference message) {
    return may(condition, message, false);
  }

  private static boolean may(Condition condition, Reference message, boolean not) {
    if (condition instanceof Not negated) {
      return may(negated.other(), message, !not);
    }
    if (condition instanceof And || condition instanceof Or) {
      return (condition instanceof And) != not
          ? condition.parts().stream().allMatch(part -> may(part, message, not))
          : condition.parts().stream().anyMatch(part -> may(part, message, not));
    }
    if (condition instanceof HasUid uid) {
      return uid.holds(message) != not;
    }
    return !(condition instanceof Named named) || named.references().contains(message) != not;
  }
}

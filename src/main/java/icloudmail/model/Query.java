package icloudmail.model;

/**
 * Which messages are meant: those in {@code scope} that meet {@code condition}.
 *
 * @param scope the folders to look into
 * @param condition what must hold
 */
public record Query(Scope scope, Condition condition) {
  public static final String INBOX = "INBOX";

  private static final Condition UNREAD = new Condition.Flagged(Flag.SEEN, false);

  /** Every message of {@code folder}. */
  public static Query all(String folder) {
    return new Query(Scope.of(folder), Condition.everything());
  }

  /** The unread messages of INBOX: what {@code check} looks for by itself. */
  public static Query unread() {
    return new Query(Scope.of(INBOX), UNREAD);
  }

  /** Whether it asks for the unread messages of one folder, which one STATUS can count. */
  public boolean isUnreadOfFolder() {
    // the equals of a record costs a felt part of the start
    return scope.single()
        && condition instanceof Condition.Flagged flagged
        && flagged.flag() == Flag.SEEN
        && !flagged.set();
  }
}

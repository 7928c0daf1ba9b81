package icloudmail.model;

/**
 * Whether there is mail.
 *
 * @param scope where was looked
 * @param count how many messages the query means
 */
public record CheckResult(Scope scope, long count) {
  public boolean found() {
    return count > 0;
  }
}

package icloudmail.model;

/**
 * Whether there is mail.
 *
 * @param folder the mailbox name
 * @param count how many messages the query means
 */
public record CheckResult(String folder, long count) {
  public boolean found() {
    return count > 0;
  }
}

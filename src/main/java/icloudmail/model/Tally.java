package icloudmail.model;

/** How much an account has sent in a day, as far as this machine knows. */
public record Tally(int messages, int recipients) {
  /** The same and one more message. */
  public Tally plus(int moreRecipients) {
    return new Tally(messages + 1, recipients + moreRecipients);
  }
}

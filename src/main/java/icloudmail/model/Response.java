package icloudmail.model;

/**
 * How a draft answers or forwards a message.
 *
 * @param original names exactly one message
 * @param quote whether the original's text is quoted under one's own
 */
public record Response(Query original, Form form, boolean quote) {
  /** To whom, and what of the original goes along. */
  public enum Form {
    /** To its author. */
    REPLY,
    /** To its author and all other recipients. */
    REPLY_ALL,
    /** To others, its text and attachments as part of the message. */
    FORWARD,
    /** To others, as a message/rfc822 attachment. */
    FORWARD_ATTACHED
  }
}

package icloudmail.mail;

/**
 * A reply of an SMTP server (RFC 5321 section 4.2).
 *
 * @param code three digits, or -1 where the connection ended or what came is no reply
 * @param text the code, then what it says, in one line; of a longer one the beginning
 */
record SmtpReply(int code, String text) {
  /** What stands for a reply after the connection has ended. */
  static final SmtpReply NONE = new SmtpReply(-1, "");

  static SmtpReply of(int code, String lines) {
    return new SmtpReply(code, ServerText.line(lines));
  }

  boolean positive() {
    return code >= 200 && code < 300;
  }

  /** Whether the same may be taken later (4yz). */
  boolean temporary() {
    return code >= 400 && code < 500;
  }

  /** Whether it says no, for now or for good. */
  boolean negative() {
    return code >= 400 && code < 600;
  }
}

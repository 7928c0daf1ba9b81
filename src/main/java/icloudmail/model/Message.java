package icloudmail.model;

/** A whole, verified message, at hand only while its {@link MessageSink} is called. */
public interface Message {
  Envelope envelope();

  /** The bytes as the server holds them (RFC 5322, CRLF). */
  Content raw();

  /**
   * Takes the message apart.
   *
   * @param preference which text is meant where there are two
   * @throws MailException of kind IO where the copy at hand cannot be read
   */
  Body body(Preference preference) throws MailException;

  /** As {@link #body(Preference)}, with the plain text preferred. */
  default Body body() throws MailException {
    return body(Preference.PLAIN);
  }

  /** The same message, whose {@link #body()} is that of {@code preference}. */
  default Message preferring(Preference preference) {
    return preference == Preference.PLAIN ? this : new PreferredMessage(this, preference);
  }
}

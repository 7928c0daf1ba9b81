package icloudmail.model;

/** Takes fetched messages, one by one. */
public interface MessageSink {
  /**
   * Uses up {@code message}, which is gone when the call ends.
   *
   * @throws MailException of kind CANNOT_CREATE or IO where the answer cannot be written, REFUSED
   *     where the message does not allow it, and another one may
   */
  void accept(Message message) throws MailException;

  /**
   * There are no more messages.
   *
   * @throws MailException where something was looked for, and no message had it, or where the
   *     answer cannot be written
   */
  default void complete() throws MailException {}
}

package icloudmail.model;

/** Takes fetched messages, one by one. */
public interface MessageSink {
  /**
   * Uses up {@code message}, which is gone when the call ends.
   *
   * @throws MailException of kind CANNOT_CREATE or IO where the answer cannot be written
   */
  void accept(Message message) throws MailException;
}

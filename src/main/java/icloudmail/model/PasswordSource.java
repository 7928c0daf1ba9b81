package icloudmail.model;

/** A place that a password is read from when, and only when, a server asks for it. */
public interface PasswordSource {
  /**
   * The password.
   *
   * @throws MailException of kind CONFIGURATION, naming this source, where it gives none
   */
  Secret password() throws MailException;

  /** What messages call this source, for example {@code password.file /home/jo/.icloud}. */
  String origin();

  /** Who can get at it besides, as far as that can be told; else empty. */
  default String access() {
    return "";
  }
}

package icloudmail.model;

import icloudmail.model.MailException.Kind;
import java.io.IOException;

/** What the user named does not end where a message must have ended long ago. */
public final class OversizedInput extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param name what the user called it
   * @param most how many octets it may have
   */
  OversizedInput(String name, long most) {
    super(name + " has more than " + (most >> 20) + " MB");
  }

  /** The same for the user; of kind REFUSED. */
  public MailException refusal() {
    return new MailException(
        Kind.REFUSED,
        String.valueOf(getMessage()),
        "Nothing of it is kept or sent. iCloud takes about 20 MB of attachments: share larger"
            + " files as a link.",
        this);
  }
}

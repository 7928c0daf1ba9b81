package icloudmail.model;

import icloudmail.model.MailException.Kind;
import java.io.IOException;

/** Nothing of a part of a message can be decoded, and it is not the output that failed. */
public final class UndecodableContent extends IOException {
  private static final long serialVersionUID = 1L;

  public UndecodableContent() {
    super("nothing of it can be decoded");
  }

  /** The same for the user; of kind REFUSED. */
  public MailException refusal() {
    return new MailException(
        Kind.REFUSED, String.valueOf(getMessage()), "--as raw has it as it came.", this);
  }
}

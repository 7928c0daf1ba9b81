package icloudmail.model;

import java.io.IOException;

/** What the user named could not be read, and it is not the output that failed. */
public final class UnreadableInput extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param name what the user called it
   */
  public UnreadableInput(String name, IOException cause) {
    super("cannot read " + name + ": " + FileTrouble.of(cause), cause);
  }
}

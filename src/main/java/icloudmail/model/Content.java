package icloudmail.model;

import java.io.IOException;
import java.io.OutputStream;

/** Bytes that can be written out, whole, while the message that they belong to is at hand. */
public interface Content {
  /**
   * Writes all bytes; leaves {@code out} open.
   *
   * @throws IOException where they cannot be read or written
   */
  void writeTo(OutputStream out) throws IOException;
}

package icloudmail.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Bytes that can be written out, whole, while the message that they belong to is at hand. */
public interface Content {
  /**
   * Writes all bytes; leaves {@code out} open.
   *
   * @throws IOException where they cannot be read or written
   */
  void writeTo(OutputStream out) throws IOException;

  /**
   * The same bytes to be read. Of what is kept in a file they are not all in memory at once.
   *
   * @throws IOException where they cannot be read
   */
  default InputStream open() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writeTo(bytes);
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}

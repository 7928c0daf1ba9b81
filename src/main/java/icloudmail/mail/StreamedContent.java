package icloudmail.mail;

import icloudmail.model.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Bytes that are decoded as they are read, and never all in memory. */
interface StreamedContent extends Content {
  @Override
  InputStream open() throws IOException;

  @Override
  default void writeTo(OutputStream out) throws IOException {
    try (InputStream in = open()) {
      in.transferTo(out);
    }
  }
}

package icloudmail.mail;

import icloudmail.model.Content;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a downloaded message, kept while it is at hand. */
interface MessageCopy extends Content, AutoCloseable {
  /**
   * A stream of which parts can be read on their own ({@code SharedInputStream}); it ends with this
   * copy.
   */
  InputStream shared() throws IOException;

  /** Its octets. */
  long size() throws IOException;

  @Override
  void close() throws IOException;
}

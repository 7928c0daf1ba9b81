package icloudmail.model;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that the user names: a file, or standard input, which can be read only once. */
public interface InputSource {
  /** As the user calls it, for messages. */
  String name();

  /**
   * Looks whether it can be read, before anything is begun.
   *
   * @throws MailException of kind NO_INPUT where not
   */
  void check() throws MailException;

  /** Whether {@link #open()} can be asked for again. */
  boolean rereadable();

  /**
   * The bytes from the beginning; asked for once, unless it is {@link #rereadable()}. To read more
   * of what the user named than could ever be sent ends with {@link OversizedInput}.
   */
  InputStream open() throws IOException;
}

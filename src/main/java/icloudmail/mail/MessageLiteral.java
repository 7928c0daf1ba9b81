package icloudmail.mail;

import icloudmail.model.Content;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.iap.Literal;

/**
 * A message as the literal of an APPEND, written straight from where it is kept.
 *
 * @param size the exact number of octets that {@code content} writes
 */
record MessageLiteral(Content content, int size) implements Literal {
  @Override
  public void writeTo(OutputStream out) throws IOException {
    content.writeTo(out);
  }
}

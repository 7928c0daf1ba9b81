package icloudmail.mail;

import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.SharedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A part of a message that was received, whose header is read as far as there is room for it. */
final class ReceivedPart extends MimeBodyPart {
  /** The part that {@code whole} has between two of its octets. */
  ReceivedPart(SharedInputStream whole, Boundaries.Range range, HeaderRoom room)
      throws IOException {
    InputStream in = whole.newStream(range.start(), range.end());
    headers = new ReceivedHeader(in, room);
    SharedInputStream shared = (SharedInputStream) in;
    contentStream = shared.newStream(shared.getPosition(), -1);
  }
}

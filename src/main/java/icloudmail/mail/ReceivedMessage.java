package icloudmail.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;

/** A message that was received, whose header is read as far as there is room for it. */
final class ReceivedMessage extends MimeMessage {
  private final HeaderRoom room;

  /**
   * @param in of which parts can be read on their own, or all of it is held
   * @throws MessagingException where it cannot be read; the cause tells why
   */
  ReceivedMessage(InputStream in, HeaderRoom room) throws MessagingException {
    super(SessionFactory.reading());
    this.room = room;
    parse(in);
    saved = true;
  }

  @Override
  protected InternetHeaders createInternetHeaders(InputStream in) throws MessagingException {
    try {
      return new ReceivedHeader(in, room);
    } catch (IOException e) {
      throw new MessagingException("its header cannot be read", e);
    }
  }
}

package icloudmail.mail;

import icloudmail.model.Part;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file that stands uuencoded in a text.
 *
 * @param part the text
 * @param index its number among those of the text, from 0
 * @param name as it is written there
 */
record UuencodedFile(MimePart part, int index, String name) implements StreamedContent {
  @Override
  public InputStream open() throws IOException {
    return new UuencodeStream(PartContent.open(part, true), index);
  }

  /**
   * It as an attachment.
   *
   * @param number its place among those of the message, from 1
   * @param message the number of the attached message that it is a part of, or null
   */
  Part attachment(int number, @Nullable Integer message) {
    return new Part(number, name, MediaTypes.of(name), null, length(), this, message);
  }

  private long length() {
    try (InputStream in = open()) {
      return in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      return -1;
    }
  }
}

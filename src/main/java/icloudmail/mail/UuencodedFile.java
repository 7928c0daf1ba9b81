package icloudmail.mail;

import icloudmail.model.Part;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that stands uuencoded in a text.
 *
 * @param part the text
 * @param index its number among those of the text, from 0
 * @param name as it is written there
 * @param size the decoded length in octets
 * @param whole whether it comes to an end
 */
record UuencodedFile(MimePart part, int index, String name, long size, boolean whole) {
  /**
   * It as an attachment.
   *
   * @param number its place among those of the message, from 1
   * @param message the number of the attached message that it is a part of, or null
   * @param reading of the texts of the message
   */
  Part attachment(int number, @Nullable Integer message, UuencodedReading reading) {
    List<String> remarks =
        whole
            ? List.of()
            : List.of(
                "attachment "
                    + number
                    + " is broken in its uuencode encoding and may not be whole");
    return new Part(
        number,
        name,
        MediaTypes.of(name),
        null,
        size,
        new Decoded(this, reading),
        message,
        remarks);
  }

  private record Decoded(UuencodedFile file, UuencodedReading reading) implements StreamedContent {
    @Override
    public InputStream open() throws IOException {
      return reading.open(file.part(), file.index());
    }
  }
}

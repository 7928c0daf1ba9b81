package icloudmail.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimePart;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.regex.Pattern;

/** Text that stands in the place of a header, where the empty line ahead of it is missing. */
final class StrayLines {
  private static final Pattern FIELD = Pattern.compile("(?s)[!-9;-~]+[ \t]*:.*");
  private static final Pattern MAILBOX = Pattern.compile("(?s)>?From .*");

  private StrayLines() {}

  /** Those of {@code part}, each with its line end; the separator of a mbox is none. */
  static String before(MimePart part) throws MessagingException {
    StringBuilder lines = new StringBuilder();
    for (String line : Collections.list(part.getAllHeaderLines())) {
      if (!FIELD.matcher(line).matches() && !MAILBOX.matcher(line).matches()) {
        lines.append(line.replace("\r\n", "\n")).append('\n');
      }
    }
    return OctetText.guess(lines.toString().getBytes(StandardCharsets.ISO_8859_1));
  }
}

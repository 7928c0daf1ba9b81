package icloudmail.mail;

import java.io.IOException;
import java.io.InputStream;

/**
 * Where a header begins: lines of blanks alone in front of it are no field, and no end of it
 * either. The library takes them for the first half of one and fails.
 */
final class HeaderStart {
  private static final int LONGEST = 1000;

  private HeaderStart() {}

  /**
   * {@code in}, read up to there.
   *
   * @param in one that can be marked
   */
  static <T extends InputStream> T in(T in) throws IOException {
    do {
      in.mark(LONGEST);
    } while (isBlankLine(in));
    in.reset();
    return in;
  }

  private static boolean isBlankLine(InputStream in) throws IOException {
    int octet = in.read();
    int blanks = 0;
    while ((octet == ' ' || octet == '\t') && blanks < LONGEST - 2) {
      blanks++;
      octet = in.read();
    }
    boolean ended = octet == '\n' || (octet == '\r' && in.read() == '\n');
    return blanks > 0 && ended;
  }
}

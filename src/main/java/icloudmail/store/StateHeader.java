package icloudmail.store;

import icloudmail.model.ArchiveFormat;
import java.io.IOException;
import java.util.Arrays;

/**
 * The first line of a state: whose it is, for example {@code icloud-mail-archive 1 maildir
 * 1451405933 Sent Messages}.
 *
 * @param folder the decoded mailbox name
 */
record StateHeader(ArchiveFormat format, long uidValidity, String folder) {
  private static final String FORM = "icloud-mail-archive ";
  private static final String VERSION = "1";

  String line() {
    return FORM + VERSION + " " + format.word() + " " + uidValidity + " " + Spelling.plain(folder);
  }

  /** The words up to the version, of a line whose rest may be of any form. */
  static String versionOf(String line) {
    String[] words = line.split(" ", 3);
    return words.length < 2 || words[1].equals(VERSION) ? "" : words[0] + " " + words[1];
  }

  /**
   * Reads the line.
   *
   * @throws IOException where it is none of a version that is known
   */
  static StateHeader read(String line) throws IOException {
    String[] words = line.split(" ", 5);
    if (!line.startsWith(FORM) || words.length < 2) {
      throw new IOException("it is no state of an archive");
    }
    if (!words[1].equals(VERSION)) {
      throw new IOException("it is of version " + words[1] + ", and " + VERSION + " is known");
    }
    try {
      ArchiveFormat format =
          Arrays.stream(ArchiveFormat.values())
              .filter(each -> each.word().equals(words[2]))
              .findFirst()
              .orElseThrow(() -> new IOException("'" + words[2] + "' is no format"));
      return new StateHeader(format, Long.parseLong(words[3]), Spelling.raw(words[4]));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException("its first line is damaged", e);
    }
  }
}

package icloudmail.store;

import icloudmail.model.Flag;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Flags as letters in a Maildir's file name, a bit each. Source:
 * https://cr.yp.to/proto/maildir.html
 */
final class MaildirFlags {
  private static final Map<String, Character> LETTERS =
      Map.of(
          word(Flag.DRAFT), 'D',
          word(Flag.FLAGGED), 'F',
          word(Flag.FORWARDED), 'P',
          word(Flag.ANSWERED), 'R',
          word(Flag.SEEN), 'S',
          word(Flag.DELETED), 'T');

  /** Those that the server has a say in. */
  static final long SERVERS = of("DFPRST");

  private MaildirFlags() {}

  /** The letters of flags as a server spells them. */
  static long of(List<String> flags) {
    long bits = 0;
    for (String flag : flags) {
      Character letter = LETTERS.get(flag.toLowerCase(Locale.ROOT));
      bits |= letter == null ? 0 : bit(letter);
    }
    return bits;
  }

  /** The letters that stand in a file name; anything else there says nothing. */
  static long of(String letters) {
    long bits = 0;
    for (int i = 0; i < letters.length(); i++) {
      bits |= bit(letters.charAt(i));
    }
    return bits;
  }

  /** The letters in the order that the format asks for. */
  static String letters(long bits) {
    StringBuilder letters = new StringBuilder();
    for (char c = 'A'; c <= 'z'; c++) {
      if ((bits & bit(c)) != 0) {
        letters.append(c);
      }
    }
    return letters.toString();
  }

  private static String word(Flag flag) {
    return flag.keyword().toLowerCase(Locale.ROOT);
  }

  private static long bit(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ? 1L << (c - 'A') : 0;
  }
}

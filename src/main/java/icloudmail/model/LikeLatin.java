package icloudmail.model;

import java.util.Locale;
import java.util.Set;

/** Words of Cyrillic or Greek letters alone that can be read as Latin ones. */
final class LikeLatin {
  /** Letters in which no reader sees a difference, and that many genuine words have. */
  private static final String ALIKE =
      "\u0430\u0441\u0435\u0456\u0458\u043E\u0440\u0445\u0443\u03BF\u03BD\u03C1\u03F2\u03F3";

  /** The same of letters that few languages have: a word with one is hardly a genuine one. */
  private static final String RARE = "\u0501\u04BB\u04CF\u051B\u0455\u051D";

  /** Letters that look like Latin ones in some hand, or as small capitals. */
  private static final String SIMILAR =
      "\u044C\u04BD\u043F\u0433\u0475\u0461\u043A\u043C\u0442\u043D\u0432"
          + "\u03B1\u03C5\u03BA\u03B9\u03C4\u03C9\u03C7\u03B3\u03B7";

  /** The top-level domains of such letters alone that there are (IANA, root zone database). */
  private static final Set<String> TOP_LEVEL =
      Set.of(
          "\u0440\u0443\u0441",
          "\u0443\u043A\u0440",
          "\u043C\u043E\u043D",
          "\u043A\u043E\u043C",
          "\u043E\u0440\u0433");

  private LikeLatin() {}

  /** Whether what ends with this top-level domain is expected to be in other letters. */
  static boolean foreign(String topLevel) {
    return !ShownAddress.isAscii(topLevel)
        && (TOP_LEVEL.contains(topLevel.toLowerCase(Locale.ROOT)) || !only(topLevel, true));
  }

  /** Whether a label of a domain reads as Latin; where it is foreign, by a rare letter alone. */
  static boolean label(String label, boolean foreign) {
    return only(label, true) && (!foreign || hasRare(label));
  }

  /** The same of a local part, which more often is somebody's own name: all must be alike. */
  static boolean local(String local, boolean foreign) {
    return only(local, true) && (hasRare(local) || (!foreign && only(local, false)));
  }

  private static boolean only(String word, boolean similarToo) {
    return !ShownAddress.isAscii(word)
        && word.toLowerCase(Locale.ROOT)
            .chars()
            .allMatch(
                c ->
                    c < 0x80
                        || ALIKE.indexOf(c) >= 0
                        || RARE.indexOf(c) >= 0
                        || (similarToo && SIMILAR.indexOf(c) >= 0));
  }

  private static boolean hasRare(String word) {
    return word.toLowerCase(Locale.ROOT).chars().anyMatch(c -> RARE.indexOf(c) >= 0);
  }
}

package icloudmail.render;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Strangers' file names made safe on Linux, macOS and Windows: a name alone, never a path. */
final class FileNames {
  /** Nearly every file system takes 255 octets; a number in parentheses may come to it. */
  private static final int LONGEST = 240;

  private static final int LONGEST_EXTENSION = 16;
  private static final int MOST_READ = 1000;
  private static final String FORBIDDEN = "/\\:*?\"<>|";

  /** Devices of Windows, whatever their extension; superscript digits count as digits there. */
  private static final Pattern RESERVED =
      Pattern.compile("(?i)(con|prn|aux|nul|clock\\$|conin\\$|conout\\$|(com|lpt)[0-9¹²³])");

  private FileNames() {}

  /**
   * A name that can be created in any directory, in the composed form (NFC).
   *
   * @param stranger the name that was sent, or null
   * @param otherwise the name where nothing of it is left
   */
  static String safe(@Nullable String stranger, String otherwise) {
    String all = stranger == null ? "" : stranger;
    String given = all.length() <= MOST_READ ? all : all.substring(0, MOST_READ / 2) + tail(all);
    StringBuilder name = new StringBuilder();
    given.codePoints().forEach(c -> name.appendCodePoint(isBad(c) ? '_' : c));
    String result = trimmed(Normalizer.normalize(name, Normalizer.Form.NFC));
    if (result.isEmpty()) {
      return otherwise;
    }
    String stem = trimmed(result.contains(".") ? result.substring(0, result.indexOf('.')) : result);
    // a dash in front makes an option of a name that a shell puts into a command line
    boolean odd = result.startsWith("-") || RESERVED.matcher(stem).matches();
    return shortened(odd ? "_" + result : result);
  }

  private static boolean isBad(int c) {
    boolean lone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    boolean noncharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    return lone
        || noncharacter
        || FORBIDDEN.indexOf(c) >= 0
        || (Character.isBmpCodePoint(c) && DisplayText.dangerous((char) c));
  }

  /** The end of an endless name, where its extension is. */
  private static String tail(String name) {
    return name.substring(name.length() - MOST_READ / 2);
  }

  /** Without the dots and blanks around it, which hide a file or get lost on Windows. */
  private static String trimmed(String name) {
    int start = 0;
    int end = name.length();
    while (start < end && isTrimmed(name.charAt(start))) {
      start++;
    }
    while (end > start && isTrimmed(name.charAt(end - 1))) {
      end--;
    }
    return name.substring(start, end);
  }

  private static boolean isTrimmed(char c) {
    return c == '.' || c == '\uFEFF' || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** {@code name (2).pdf}. */
  static String numbered(String name, int number) {
    int dot = name.lastIndexOf('.');
    return dot <= 0
        ? name + " (" + number + ")"
        : name.substring(0, dot) + " (" + number + ")" + name.substring(dot);
  }

  /** Names of which this is the same may be one file on macOS or Windows. */
  static String folded(String name) {
    String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
    String folded = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFC);
  }

  /** Keeps the extension. */
  private static String shortened(String name) {
    int dot = name.lastIndexOf('.');
    String extension =
        dot > 0 && name.length() - dot <= LONGEST_EXTENSION ? name.substring(dot) : "";
    String stem = name.substring(0, name.length() - extension.length());
    while ((stem + extension).getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
    }
    boolean cut = stem.length() + extension.length() < name.length();
    return (cut ? trimmed(stem) : stem) + extension;
  }
}

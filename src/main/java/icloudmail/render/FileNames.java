package icloudmail.render;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Strangers' file names made safe on Linux, macOS and Windows: a name alone, never a path. */
final class FileNames {
  private static final int LONGEST = 180;
  private static final Set<String> RESERVED =
      Set.of(
          "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
          "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

  private FileNames() {}

  /**
   * A name that can be created in any directory.
   *
   * @param stranger the name that was sent, or null
   * @param otherwise the name where nothing of it is left
   */
  static String safe(@Nullable String stranger, String otherwise) {
    StringBuilder name = new StringBuilder();
    String given = stranger == null ? "" : stranger;
    for (int i = 0; i < given.length(); i++) {
      char c = given.charAt(i);
      boolean lone = Character.isSurrogate(c) && !paired(given, i);
      boolean bad = DisplayText.dangerous(c) || lone || "/\\:*?\"<>|".indexOf(c) >= 0;
      name.append(bad ? '_' : c);
    }
    String result = name.toString().strip().replaceAll("^[.\\s]+|[.\\s]+$", "");
    if (result.isEmpty()) {
      return otherwise;
    }
    String stem = result.contains(".") ? result.substring(0, result.indexOf('.')) : result;
    return shortened(RESERVED.contains(stem.toLowerCase(Locale.ROOT)) ? "_" + result : result);
  }

  /** {@code name (2).pdf}. */
  static String numbered(String name, int number) {
    int dot = name.lastIndexOf('.');
    return dot <= 0
        ? name + " (" + number + ")"
        : name.substring(0, dot) + " (" + number + ")" + name.substring(dot);
  }

  private static boolean paired(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }

  /** Keeps the extension; most file systems take 255 octets. */
  private static String shortened(String name) {
    int dot = name.lastIndexOf('.');
    String extension = dot > 0 && name.length() - dot <= 16 ? name.substring(dot) : "";
    String stem = name.substring(0, name.length() - extension.length());
    while ((stem + extension).getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
    }
    return stem + extension;
  }
}

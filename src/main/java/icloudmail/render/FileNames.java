package icloudmail.render;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Strangers' file names made safe on Linux, macOS and Windows: a name alone, never a path. */
final class FileNames {
  private static final int LONGEST = 180;
  private static final int MOST_READ = 1000;
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
    String all = stranger == null ? "" : stranger;
    String given = all.length() <= MOST_READ ? all : all.substring(0, MOST_READ / 2) + tail(all);
    for (int i = 0; i < given.length(); i++) {
      char c = given.charAt(i);
      boolean lone = Character.isSurrogate(c) && !paired(given, i);
      boolean bad = DisplayText.dangerous(c) || lone || "/\\:*?\"<>|".indexOf(c) >= 0;
      name.append(bad ? '_' : c);
    }
    String result = trimmed(name.toString());
    if (result.isEmpty()) {
      return otherwise;
    }
    String stem = trimmed(result.contains(".") ? result.substring(0, result.indexOf('.')) : result);
    return shortened(RESERVED.contains(stem.toLowerCase(Locale.ROOT)) ? "_" + result : result);
  }

  /** The end of an endless name, where its extension is. */
  private static String tail(String name) {
    return name.substring(name.length() - MOST_READ / 2);
  }

  /** Without the dots and blanks around it, which hide a file or get lost on Windows. */
  private static String trimmed(String name) {
    return name.strip().replaceAll("^[.\\s]+|[.\\s]+$", "");
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
    boolean cut = stem.length() + extension.length() < name.length();
    return (cut ? trimmed(stem) : stem) + extension;
  }
}

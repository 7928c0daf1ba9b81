package icloudmail.store;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Under which names folders are kept on disk. */
final class FolderNames {
  /** What no name on Windows may hold; it is the strictest of the systems. */
  private static final Pattern IMPOSSIBLE = Pattern.compile("[\\\\:*?\"<>|\\p{Cntrl}]");

  private static final Pattern RESERVED =
      Pattern.compile(
          "(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])([ .].*)?", Pattern.CASE_INSENSITIVE);

  /** Names that mean something in an archive. */
  private static final Pattern OURS =
      Pattern.compile("cur|new|tmp|.*\\.(eml|mbox|part|icloud-mail)", Pattern.CASE_INSENSITIVE);

  /** Room for a number behind it, and for what a file beside it is called, within 255 octets. */
  private static final int LONGEST = 200;

  private FolderNames() {}

  /**
   * A directory as Maildir++ has it: {@code .Name}, a dot between levels, in modified UTF-7.
   *
   * @param suffix of the last level, or empty
   */
  static String maildir(String folder, String suffix) {
    String name =
        Arrays.stream(folder.split("/", -1))
            .map(
                level ->
                    level.isEmpty() ? "_" : IMPOSSIBLE_IN_MAILDIR.matcher(level).replaceAll("_"))
            .collect(Collectors.joining(".", ".", ""));
    // cut before it is encoded: half an encoded letter makes the folder unreadable for others
    while (ModifiedUtf7.encode(name).length() > LONGEST) {
      name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
    }
    return ModifiedUtf7.encode(name.endsWith(".") ? name + "_" : name) + suffix;
  }

  /** A dot parts levels; control characters stand encoded. */
  private static final Pattern IMPOSSIBLE_IN_MAILDIR = Pattern.compile("[.\\\\:*?\"<>|]");

  /**
   * A path below the archive, {@code /} between levels, each of them a name on every system.
   *
   * @param suffix of the last level, or empty
   */
  static String path(String folder, String suffix) {
    return Arrays.stream(folder.split("/", -1))
            .map(FolderNames::level)
            .collect(Collectors.joining("/"))
        + suffix;
  }

  /** The same for names that some system takes for one. */
  static String folded(String path) {
    String composed = Normalizer.normalize(path, Normalizer.Form.NFKC);
    return composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  private static String level(String level) {
    // cut first: what UTF-8 cannot hold becomes a question mark by that
    String name = IMPOSSIBLE.matcher(cut(level)).replaceAll("_");
    // Windows drops blanks and dots at the end; a dot in front hides
    name = name.replaceAll("[ .]$", "_").replaceAll("^[ .]", "_");
    Matcher reserved = RESERVED.matcher(name);
    if (reserved.matches()) {
      // what follows a dot does not matter on Windows
      return reserved.group(1) + "_" + name.substring(reserved.end(1));
    }
    return name.isEmpty() || OURS.matcher(name).matches() ? name + "_" : name;
  }

  private static String cut(String name) {
    String whole = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    int end = whole.length();
    while (whole.substring(0, end).getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      end = whole.offsetByCodePoints(end, -1);
    }
    return whole.substring(0, end);
  }
}

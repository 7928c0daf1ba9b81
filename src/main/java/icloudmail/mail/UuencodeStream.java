package icloudmail.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes text apart in which files stand uuencoded (POSIX, uuencode): {@code begin 644 name}, lines
 * that begin with their length, {@code end}. It reads as one of these files, or as what is around
 * them.
 */
final class UuencodeStream extends DecodingStream {
  /** In place of the number of a file: the text around. */
  static final int TEXT = -1;

  /** The lines of any more stay text. */
  private static final int MOST_FILES = 100;

  private static final Pattern BEGIN = Pattern.compile("begin 0?[0-7]{3} +(\\S.*)");

  private static final Pattern LINE_END = Pattern.compile("[\r\n]+$");

  private final List<String> names = new ArrayList<>();
  private final long[] sizes = new long[MOST_FILES];
  private final boolean[] torn = new boolean[MOST_FILES];
  private int wanted;
  private boolean lineStart = true;
  private boolean inside;

  /**
   * @param wanted the number of a file, from 0, or {@link #TEXT}
   */
  UuencodeStream(InputStream in, int wanted) {
    super(in);
    this.wanted = wanted;
  }

  /** The names of the files that have begun. */
  List<String> names() {
    return List.copyOf(names);
  }

  /** How many octets the data of a file has, as far as it has been read; of a text to its end. */
  long size(int index) {
    return sizes[index];
  }

  /** Whether a file, as far as it has been read, has lines of its own to its end. */
  boolean isWhole(int index) {
    return !torn[index];
  }

  /**
   * Goes on to a file behind the one that was wanted up to now, of which nothing more is read.
   *
   * @param next the number of a file
   * @return false where that has begun already: then nothing has changed
   */
  boolean goOn(int next) {
    if (names.size() > next) {
      return false;
    }
    drop();
    wanted = next;
    return true;
  }

  @Override
  boolean decode() throws IOException {
    while (!isFull()) {
      if (inside) {
        line(ahead(0));
      } else if (wanted != TEXT && names.size() > wanted) {
        return false;
      } else if (lineStart && names.size() < MOST_FILES && peek(0) == 'b' && begins()) {
        inside = true;
        skip(ahead(0));
      } else {
        int octet = next();
        if (octet < 0) {
          if (wanted >= names.size()) {
            breaks();
          }
          return false;
        }
        lineStart = octet == '\n';
        if (wanted == TEXT) {
          put(octet);
        }
      }
    }
    return true;
  }

  private boolean begins() throws IOException {
    String first = ahead(0);
    Matcher begin = BEGIN.matcher(first.strip());
    if (!begin.matches()) {
      return false;
    }
    String second = ahead(first.length());
    boolean file = isData(second) || isLast(second);
    if (file) {
      names.add(HeaderText.decode(begin.group(1).strip().replaceAll("^\"|\"$", "")));
    }
    return file;
  }

  private void line(String line) throws IOException {
    if (line.strip().equals("end")) {
      inside = false;
      skip(line);
    } else if (isData(line)) {
      skip(line);
      sizes[names.size() - 1] += value(line, 0);
      if (names.size() - 1 == wanted) {
        data(line);
      }
    } else if (isLast(line)) {
      skip(line);
    } else {
      // it was never ended: what follows is text
      inside = false;
      torn[names.size() - 1] = true;
      if (wanted == TEXT || names.size() - 1 == wanted) {
        breaks();
      }
    }
    lineStart = true;
  }

  private void data(String line) {
    int length = value(line, 0);
    for (int at = 1; length > 0; at += 4, length -= 3) {
      int bits =
          (value(line, at) << 18)
              | (value(line, at + 1) << 12)
              | (value(line, at + 2) << 6)
              | value(line, at + 3);
      put(bits >> 16);
      if (length > 1) {
        put(bits >> 8);
      }
      if (length > 2) {
        put(bits);
      }
    }
  }

  /** Blanks at a line's end, which stand for zero, get lost on the way. */
  private static int value(String line, int at) {
    char letter = at < line.length() ? line.charAt(at) : ' ';
    return letter < ' ' ? 0 : (letter - ' ') & 0x3F;
  }

  private static boolean isData(String line) {
    String letters = LINE_END.matcher(line).replaceFirst("");
    if (letters.isEmpty() || letters.chars().anyMatch(letter -> letter < ' ' || letter > '`')) {
      return false;
    }
    int length = value(letters, 0);
    int needed = (length + 2) / 3 * 4 + 1;
    // a checksum may follow
    return length > 0 && letters.length() <= needed + 2 && letters.length() > needed / 2;
  }

  /** The line of length zero before the end. */
  private static boolean isLast(String line) {
    return !line.isEmpty() && (line.isBlank() || line.strip().equals("`"));
  }

  /** The line that begins so far ahead, its end included; empty at the end. */
  private String ahead(int from) throws IOException {
    StringBuilder line = new StringBuilder();
    while (from + line.length() < SIGHT) {
      int octet = peek(from + line.length());
      if (octet < 0) {
        break;
      }
      line.append((char) octet);
      if (octet == '\n') {
        break;
      }
    }
    return line.toString();
  }

  private void skip(String line) throws IOException {
    for (int i = 0; i < line.length(); i++) {
      next();
    }
  }
}

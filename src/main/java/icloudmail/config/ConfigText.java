package icloudmail.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of {@code config.toml}, of which those of one account are changed and all others stay
 * as they are, comments included. It knows tables that are written as {@code [accounts.NAME]}.
 */
final class ConfigText {
  // possessive: else the matcher calls itself for each letter of a long name
  private static final Pattern HEADER =
      Pattern.compile(
          "\\s*\\[\\s*((?:\"(?:\\\\.|[^\"\\\\]++)*+\"|'[^']*+'|[^\\]\"']++)++)\\]\\s*(#.*)?");
  private static final Pattern KEY =
      Pattern.compile("\\s*([\\w\"'-]++(?:\\s*\\.\\s*[\\w\"'-]++)*+)\\s*=(.*)");
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");

  /** Stands for a dot that is part of a name, and parts no names. */
  private static final char QUOTED_DOT = '\0';

  private final String lineEnd;
  private final List<String> lines;

  ConfigText(String text) {
    this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    this.lines = new ArrayList<>(text.lines().toList());
  }

  /**
   * Gives an account these keys and no other ones; it is added at the end where it is not there.
   *
   * @param keys the values, as TOML writes them, by dotted keys
   * @param staying those whose lines stay as they are, where there are any
   */
  void put(String account, Map<String, String> keys, Set<String> staying) {
    int header = header(account);
    if (header < 0) {
      if (!lines.isEmpty() && !lines.get(lines.size() - 1).isBlank()) {
        lines.add("");
      }
      lines.add("[accounts." + name(account) + "]");
      keys.forEach((key, value) -> lines.add(key + " = " + value));
      return;
    }
    Map<String, String> left = new LinkedHashMap<>(keys);
    List<String> block = block(header, account);
    List<String> changed = new ArrayList<>();
    String prefix = "";
    int last = 0;
    for (int at = 0; at < block.size(); at++) {
      String line = block.get(at);
      Matcher table = HEADER.matcher(line);
      Matcher key = KEY.matcher(line);
      if (at > 0 && table.matches()) {
        // [accounts.NAME.password]: its keys are written as password.KEY from now on
        prefix = plain(table.group(1)).substring((path(account) + ".").length()) + ".";
        continue;
      }
      if (!key.matches()) {
        changed.add(line);
        continue;
      }
      String name = prefix + plain(key.group(1));
      int end = end(block, at);
      String value = left.remove(name);
      if (staying.contains(name)) {
        changed.addAll(block.subList(at, end + 1));
        last = changed.size() - 1;
      } else if (value != null) {
        changed.add(name + " = " + value + comment(block.get(end)));
        last = changed.size() - 1;
      }
      at = end;
    }
    List<String> more = new ArrayList<>();
    left.forEach((key, value) -> more.add(key + " = " + value));
    changed.addAll(last + 1, more);
    replace(header, block.size(), changed);
  }

  /** Removes an account with the comments in it; those below its last key may be of the next. */
  void remove(String account) {
    int header = header(account);
    if (header >= 0) {
      replace(header, block(header, account).size(), List.of());
    }
  }

  /** Names the default account, in the first line where nothing names one yet. */
  void setDefault(String account) {
    String line = "default-account = " + quoted(account);
    for (int at = 0; at < lines.size() && !HEADER.matcher(lines.get(at)).matches(); at++) {
      Matcher key = KEY.matcher(lines.get(at));
      if (key.matches() && plain(key.group(1)).equals("default-account")) {
        lines.set(at, line + comment(lines.get(at)));
        return;
      }
    }
    lines.add(0, line);
  }

  /** Removes what names the default account. */
  void removeDefault() {
    for (int at = 0; at < lines.size() && !HEADER.matcher(lines.get(at)).matches(); at++) {
      Matcher key = KEY.matcher(lines.get(at));
      if (key.matches() && plain(key.group(1)).equals("default-account")) {
        lines.remove(at);
        return;
      }
    }
  }

  /** The text with its last line ended, and all as the lines of the file were. */
  String text() {
    return lines.isEmpty() ? "" : String.join(lineEnd, lines) + lineEnd;
  }

  /** A string as TOML quotes it. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c == '\u007F') {
        quoted.append(String.format("\\u%04X", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private static String name(String account) {
    return BARE.matcher(account).matches() ? account : quoted(account);
  }

  private int header(String account) {
    for (int at = 0; at < lines.size(); at++) {
      Matcher header = HEADER.matcher(lines.get(at));
      if (header.matches() && plain(header.group(1)).equals(path(account))) {
        return at;
      }
      at = KEY.matcher(lines.get(at)).matches() ? end(lines, at) : at;
    }
    return -1;
  }

  /** The lines of an account to its last key, its own tables included. */
  private List<String> block(int header, String account) {
    int end = header + 1;
    while (end < lines.size()) {
      Matcher next = HEADER.matcher(lines.get(end));
      if (next.matches() && !plain(next.group(1)).startsWith(path(account) + ".")) {
        break;
      }
      end = KEY.matcher(lines.get(end)).matches() ? end(lines, end) + 1 : end + 1;
    }
    while (end > header + 1 && lines.get(end - 1).matches("\\s*(#.*)?")) {
      end--;
    }
    return List.copyOf(lines.subList(header, end));
  }

  private void replace(int from, int count, List<String> changed) {
    lines.subList(from, from + count).clear();
    lines.addAll(from, changed);
  }

  /** The last line of the value that begins in line {@code at}. */
  private static int end(List<String> block, int at) {
    ConfigValue value = new ConfigValue();
    int end = at;
    while (value.goesOnAfter(block.get(end)) && end + 1 < block.size()) {
      end++;
    }
    return end;
  }

  /** The comment behind a value with the blanks before it, or nothing. */
  private static String comment(String line) {
    int length = ConfigValue.codeLength(line);
    String code = line.substring(0, length);
    return length == line.length() ? "" : line.substring(code.stripTrailing().length());
  }

  private static String path(String account) {
    return "accounts." + account.replace('.', QUOTED_DOT);
  }

  /** A dotted key without its quotes and the blanks outside of them. */
  private static String plain(String dotted) {
    StringBuilder plain = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < dotted.length(); i++) {
      char c = dotted.charAt(i);
      if (quote == '"' && c == '\\' && i + 1 < dotted.length()) {
        plain.append(dotted.charAt(++i));
      } else if (quote != 0 && c != quote) {
        plain.append(c == '.' ? QUOTED_DOT : c);
      } else if (c == '"' || c == '\'') {
        quote = quote == 0 ? c : 0;
      } else if (!Character.isWhitespace(c)) {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}

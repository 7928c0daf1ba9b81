package icloudmail.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the line of a key for an error message; the TOML parser does not keep it. */
final class ConfigLines {
  private static final Pattern TABLE = Pattern.compile("\\s*\\[\\s*([^\\]]+?)\\s*\\].*");
  private static final Pattern KEY =
      Pattern.compile("\\s*([\\w.\"'-]++(?:\\s*\\.\\s*[\\w\"'-]++)*+)\\s*=.*");

  private ConfigLines() {}

  /**
   * The number, from 1, of the line that sets the dotted {@code path} or opens it; 0 if none does.
   */
  static int lineOf(List<String> lines, String path) {
    String table = "";
    for (int i = 0; i < lines.size(); i++) {
      Matcher header = TABLE.matcher(lines.get(i));
      Matcher key = KEY.matcher(lines.get(i));
      String here = "";
      if (header.matches()) {
        table = plain(header.group(1));
        here = table;
      } else if (key.matches()) {
        here = (table.isEmpty() ? "" : table + ".") + plain(key.group(1));
      }
      if (here.equals(path) || here.startsWith(path + ".")) {
        return i + 1;
      }
    }
    return 0;
  }

  private static String plain(String dotted) {
    return dotted.replaceAll("[\\s\"']", "");
  }
}

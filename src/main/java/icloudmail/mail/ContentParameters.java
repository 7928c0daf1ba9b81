package icloudmail.mail;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a Content-Type or Content-Disposition (RFC 2045 section 5.1, RFC 2183) as they
 * come: with blanks and semicolons that should be quoted, quotes that should be escaped, and
 * without the semicolons that should be there.
 */
final class ContentParameters {
  private static final String KNOWN =
      "charset|format|delsp|name|filename|boundary|type|size|method|report-type|reply-type"
          + "|x-unix-mode|x-mac-type|x-mac-creator|creation-date|modification-date|read-date"
          + "|protocol|micalg|smime-type|start";
  private static final Pattern START =
      Pattern.compile("[;,\\s]*+([^\\s;,=\"]+?(?:\\*\\d+)?\\*?)\\s*=\\s*");
  private static final Pattern TYPE = Pattern.compile("^\\s*[^;\\s=]*(?=[;\\s]|$)");

  /** A quote ends a value only where a parameter can follow. */
  private static final Pattern CLOSING =
      Pattern.compile("(?i)\"(?=\\s*(?:;|$|(?:" + KNOWN + ")(?:\\*\\d+)?\\*?=))");

  private static final Pattern NEXT =
      Pattern.compile(
          "(?<!\\s)\\s++(?=(?:(?i)"
              + KNOWN
              + ")(?:\\*\\d+)?\\*?=)|;(?=\\s*[^\\s;=\"]+\\s*=)|;\\s*$");
  private static final Pattern WORD = Pattern.compile("[^;,\\s]+");
  private static final Pattern ESCAPED = Pattern.compile("\\\\([\"\\\\])");

  private final Map<String, String> values = new HashMap<>();

  private ContentParameters() {}

  /**
   * @param field the value of the field, or null where there is none
   */
  static ContentParameters of(@Nullable String field) {
    ContentParameters parameters = new ContentParameters();
    if (field != null) {
      parameters.read(HeaderText.characters(field));
    }
    return parameters;
  }

  /** The value as it is meant; null where there is none of that name. */
  @Nullable String get(String name) {
    return ExtendedParameter.value(values, name);
  }

  /** Every parameter as it is written, by its name in lower case with the asterisks of RFC 2231. */
  Map<String, String> all() {
    return Map.copyOf(values);
  }

  private void read(String field) {
    Matcher type = TYPE.matcher(field);
    Matcher start = START.matcher(field);
    int at = type.find() ? type.end() : 0;
    while (at < field.length()) {
      if (!start.region(at, field.length()).lookingAt()) {
        at = behindWord(field, at);
        continue;
      }
      int from = start.end();
      boolean quoted = from < field.length() && field.charAt(from) == '"';
      int end = quoted ? closing(field, from + 1) : next(field, from);
      String value = field.substring(quoted ? from + 1 : from, end);
      String plain = quoted ? ESCAPED.matcher(value).replaceAll("$1") : value.strip();
      values.putIfAbsent(start.group(1).toLowerCase(Locale.ROOT), plain);
      at = Math.min(field.length(), quoted ? end + 1 : end);
    }
  }

  private static int behindWord(String field, int from) {
    Matcher word = WORD.matcher(field);
    return word.find(from) ? word.end() : field.length();
  }

  private static int closing(String field, int from) {
    Matcher closing = CLOSING.matcher(field);
    while (closing.find(from)) {
      if (field.charAt(closing.start() - 1) != '\\' || field.charAt(closing.start() - 2) == '\\') {
        return closing.start();
      }
      from = closing.end();
    }
    return field.length();
  }

  private static int next(String field, int from) {
    Matcher next = NEXT.matcher(field);
    return next.find(from) ? next.start() : field.length();
  }
}

package icloudmail.mail;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What CSS says of an element, as far as it matters for reading.
 *
 * @param values by property, lower case, with {@code !important} where it is written
 */
record HtmlStyle(Map<String, String> values) {
  static final HtmlStyle NONE = new HtmlStyle(Map.of());

  private static final String IMPORTANT = "!important";
  private static final Pattern LENGTH =
      Pattern.compile("(-?\\d{0,9}(?:\\.\\d{0,9})?)\\s*([a-z%]*)");
  private static final int MOST = 100;

  /** The declarations of one rule or of a {@code style} attribute. */
  static HtmlStyle parse(String declarations) {
    Map<String, String> values = new HashMap<>();
    String[] each = declarations.split(";", MOST);
    for (String declaration : each) {
      int colon = declaration.indexOf(':');
      if (colon > 0) {
        values.put(
            declaration.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            declaration.substring(colon + 1).strip().toLowerCase(Locale.ROOT));
      }
    }
    return values.isEmpty() ? NONE : new HtmlStyle(values);
  }

  /** Both, the other one winning but over what is important here (CSS Cascade 4, section 6). */
  HtmlStyle and(HtmlStyle other) {
    if (values.isEmpty() || other.values.isEmpty()) {
      return values.isEmpty() ? other : this;
    }
    Map<String, String> both = new HashMap<>(values);
    other.values.forEach(
        (name, value) -> {
          if (value.endsWith(IMPORTANT) || !both.getOrDefault(name, "").endsWith(IMPORTANT)) {
            both.put(name, value);
          }
        });
    return new HtmlStyle(both);
  }

  /** The value, or an empty text. */
  String get(String name) {
    String value = values.getOrDefault(name, "");
    return value.endsWith(IMPORTANT)
        ? value.substring(0, value.length() - IMPORTANT.length()).strip()
        : value;
  }

  boolean has(String name, String... values) {
    return Set.of(values).contains(get(name));
  }

  /** A length in pixels, about; NaN where there is none. */
  double pixels(String name) {
    return pixelsOf(get(name));
  }

  private static double pixelsOf(String value) {
    Matcher length = LENGTH.matcher(value);
    if (!length.matches() || !length.group(1).matches(".*\\d.*")) {
      return Double.NaN;
    }
    double number = Double.parseDouble(length.group(1));
    return switch (length.group(2)) {
      case "em", "rem", "ex" -> number * 16;
      case "pt" -> number * 4 / 3;
      case "cm" -> number * 38;
      case "in" -> number * 96;
      case "mm" -> number * 3.8;
      case "%", "vh", "vw" -> number == 0 ? 0 : Double.NaN;
      default -> number;
    };
  }

  /** The margin, or the padding, above the element or below it; NaN where nothing is said. */
  double margin(String kind, String side) {
    String own = get(kind + "-" + side);
    if (!own.isEmpty()) {
      return pixelsOf(own);
    }
    String[] all = get(kind).split("\\s+", 5);
    return pixelsOf(side.equals("bottom") && all.length > 2 ? all[2] : all[0]);
  }
}

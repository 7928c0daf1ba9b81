package icloudmail.mail;

import java.util.Locale;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** What stands within a line and is no word: images, fields of forms, raised and lowered signs. */
final class HtmlPhrase {
  private static final String PLAIN = "0123456789+-=()n";
  private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ";
  private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ";
  private static final int LONGEST = 12;

  private HtmlPhrase() {}

  /** An image is its alternative text, if it has one. */
  static void image(TextLines lines, Element image, HtmlStyle style, HtmlLook look) {
    String alt = image.attr("alt").strip();
    if (alt.isEmpty() || HtmlUnseen.isTiny(image, style)) {
      return;
    }
    boolean sign =
        alt.length() <= LONGEST && alt.codePoints().noneMatch(Character::isLetterOrDigit);
    lines.text(sign || look.bareAlt() ? alt : "[image: " + alt + "]", false);
  }

  /** A field with what is in it, as a form on paper. */
  static String field(Element field) {
    if (field.nameIs("textarea")) {
      return field.wholeText();
    }
    if (field.nameIs("select")) {
      Element chosen = field.selectFirst("option[selected]");
      Element option = chosen == null ? field.selectFirst("option") : chosen;
      return option == null ? "" : "[" + option.text() + "]";
    }
    String on = field.hasAttr("checked") ? "x" : " ";
    String value = field.hasAttr("value") ? field.attr("value") : field.attr("placeholder");
    return switch (field.attr("type").toLowerCase(Locale.ROOT)) {
      case "hidden" -> "";
      case "checkbox" -> "[" + on + "] ";
      case "radio" -> "(" + on + ") ";
      case "image" -> field.attr("alt");
      case "password" -> "[____]";
      default -> "[" + (value.isBlank() ? "____" : value.strip()) + "]";
    };
  }

  /**
   * Digits that are raised or lowered; null where other letters are, which read well as they are.
   */
  static @Nullable String raised(Element element) {
    String text = element.text();
    if (text.isEmpty() || text.length() > LONGEST || element.childrenSize() > 0) {
      return null;
    }
    String signs = element.nameIs("sup") ? RAISED : LOWERED;
    StringBuilder raised = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      int at = PLAIN.indexOf(text.charAt(i));
      if (at < 0) {
        return null;
      }
      raised.append(signs.charAt(at));
    }
    return raised.toString();
  }
}

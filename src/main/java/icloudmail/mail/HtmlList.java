package icloudmail.mail;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Lists, numbered and not, within each other. */
final class HtmlList {
  private static final List<String> SIGNS =
      List.of("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i");
  private static final List<Integer> VALUES =
      List.of(1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1);

  private static final Pattern LEVEL = Pattern.compile("\\blevel([1-9])\\b");

  private final HtmlWalk walk;
  private final HtmlLook look;

  HtmlList(HtmlWalk walk, HtmlLook look) {
    this.walk = walk;
    this.look = look;
  }

  /** The whole list. What stands in it between its items is read where it stands. */
  void render(Element list) {
    TextLines lines = walk.lines();
    end();
    boolean numbered = list.nameIs("ol");
    int number = number(list.attr("start"), 1);
    int step = list.hasAttr("reversed") ? -1 : 1;
    if (step < 0 && !list.hasAttr("start")) {
      number = (int) list.children().stream().filter(child -> child.nameIs("li")).count();
    }
    boolean bare =
        walk.style(list).get("list-style-type").equals("none")
            || walk.style(list).get("list-style").contains("none");
    for (Node node : list.childNodes()) {
      if (node instanceof TextNode words) {
        lines.text(words.getWholeText(), false);
      } else if (node instanceof Element item && !walk.isUnseen(item)) {
        if (!item.nameIs("li")) {
          lines.indent("  ", "  ");
          walk.one(item, look);
          lines.outdent();
          continue;
        }
        number = number(item.attr("value"), number);
        String mark = numbered ? label(number, list.attr("type")) + ". " : "- ";
        item(item, bare && !numbered ? "" : mark);
        number += step;
      }
    }
    end();
  }

  private void end() {
    walk.lines().endLine();
    if (look.lists() < 2) {
      walk.lines().endParagraph();
    }
  }

  /** One item, its further lines below its first one. */
  void item(Element item, String mark) {
    TextLines lines = walk.lines();
    lines.indent(mark, " ".repeat(mark.length()));
    boolean loose =
        item.children().stream().filter(child -> child.nameIs("p")).limit(2).count() > 1;
    walk.children(item, look.inItem(!loose));
    lines.outdent();
  }

  private static int number(String written, int otherwise) {
    return written.strip().matches("-?\\d{1,8}") ? Integer.parseInt(written.strip()) : otherwise;
  }

  private static String label(int number, String type) {
    String label =
        switch (type) {
          case "a", "A" -> letters(number);
          case "i", "I" -> roman(number);
          default -> "";
        };
    label = label.isEmpty() ? String.valueOf(number) : label;
    return type.equals("A") || type.equals("I") ? label.toUpperCase(Locale.ROOT) : label;
  }

  private static String letters(int number) {
    StringBuilder letters = new StringBuilder();
    for (int rest = number; rest > 0; rest = (rest - 1) / 26) {
      letters.insert(0, (char) ('a' + (rest - 1) % 26));
    }
    return letters.toString();
  }

  private static String roman(int number) {
    StringBuilder roman = new StringBuilder();
    int rest = number > 0 && number < 4000 ? number : 0;
    for (int i = 0; i < SIGNS.size(); i++) {
      for (; rest >= VALUES.get(i); rest -= VALUES.get(i)) {
        roman.append(SIGNS.get(i));
      }
    }
    return roman.toString();
  }

  /** What Word moves an item of a list within a list by; empty for all else. */
  static String wordIndent(HtmlStyle style) {
    Matcher level = LEVEL.matcher(style.get("mso-list"));
    return level.find() ? "  ".repeat(Integer.parseInt(level.group(1)) - 1) : "";
  }

  /** The mark that Word writes before a paragraph of a list, in letters of a font for symbols. */
  static void wordMarker(TextLines lines, Element mark) {
    String text = mark.text().replace('\u00A0', ' ').strip();
    boolean bullet =
        text.length() == 1 && (text.equals("o") || !Character.isLetterOrDigit(text.charAt(0)));
    lines.text((bullet ? "-" : text) + " ", false);
  }
}

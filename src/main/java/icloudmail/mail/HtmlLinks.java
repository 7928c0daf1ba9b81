package icloudmail.mail;

import icloudmail.model.ShownAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The links of a text: each target has one number, and is written out once, below. */
final class HtmlLinks {
  private static final Set<String> SCRIPTS = Set.of("javascript", "vbscript", "data");
  private static final Set<String> NOWHERE =
      Set.of("about", "cid", "mid", "x-apple-data-detectors");
  private static final Pattern MARGIN = Pattern.compile("(?m)^[>\\s]+");

  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  /**
   * What stands behind the text of a link: its number, and the host that it goes to where the text
   * shows another one; nothing where the text is the address.
   */
  String mark(String href, String written) {
    String target = WebAddress.clean(href);
    String text = MARGIN.matcher(written).replaceAll("").strip();
    String scheme = WebAddress.scheme(target);
    if (target.isEmpty() || target.startsWith("#") || NOWHERE.contains(scheme) || text.isEmpty()) {
      return "";
    }
    if (SCRIPTS.contains(scheme)) {
      return " [" + scheme + ": link]";
    }
    return switch (scheme) {
      case "mailto" -> mail(target, text);
      case "tel", "sms", "callto" ->
          digits(text).equals(digits(target)) ? "" : numbered(target, "");
      default -> web(target, text);
    };
  }

  private String web(String target, String text) {
    String host = WebAddress.host(target);
    String shown = WebAddress.shownHost(text);
    String legible = WebAddress.shown(target);
    // letters that look like others show another host, too
    boolean another = shown != null && host != null && !WebAddress.isWithin(host, shown);
    if (host != null && (another || (shown != null && !legible.equals(target)))) {
      return numbered(legible, host);
    }
    return WebAddress.isSame(text, target) ? "" : numbered(legible, "");
  }

  private String mail(String target, String text) {
    String address =
        target.substring("mailto:".length()).replaceFirst("\\?.*", "").replace("%40", "@");
    String shown = ShownAddress.email(address);
    if (shown.equalsIgnoreCase(text)) {
      return "";
    }
    boolean another = text.matches("[^\\s@]+@[^\\s@]+\\.[^\\s@]+") && !address.isEmpty();
    return numbered(target.replace(address, shown), another ? shown : "");
  }

  private String numbered(String target, String really) {
    int number = numbers.computeIfAbsent(target, fresh -> numbers.size() + 1);
    return " [" + number + (really.isEmpty() ? "" : ": goes to " + really) + "]";
  }

  private static String digits(String number) {
    return number.replaceAll("^[a-z]+:|%\\p{XDigit}{2}|\\D", "");
  }

  /** The numbers and their targets, a line each. */
  String notes() {
    StringBuilder notes = new StringBuilder();
    numbers.forEach(
        (target, number) ->
            notes.append('[').append(number).append("] ").append(target).append('\n'));
    return notes.toString();
  }
}

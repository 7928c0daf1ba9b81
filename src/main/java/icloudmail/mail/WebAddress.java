package icloudmail.mail;

import icloudmail.model.ShownAddress;
import java.net.IDN;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The host that an address leads to, and the one that a text shows (WHATWG URL, section 4.4). */
final class WebAddress {
  private static final Pattern SCHEME =
      Pattern.compile("^([a-z][a-z0-9+.-]*):", Pattern.CASE_INSENSITIVE);
  private static final Pattern WEB =
      Pattern.compile("(?i)^(?:(?:https?|ftp|wss?):[/\\\\]*|[/\\\\]{2})([^/\\\\?#]*)");
  private static final String NAME = "[\\p{L}\\p{N}_-]++(?:\\.[\\p{L}\\p{N}_-]++)*+";
  private static final Pattern SHOWN = Pattern.compile("(?iU)\\b(?:https?|ftp)://\\S+");
  private static final Pattern WWW = Pattern.compile("(?iU)\\bwww\\." + NAME);
  private static final Pattern ALONE =
      Pattern.compile("(?iU)(?:[^\\s@/]++@)?(" + NAME + ")\\.?(?::\\d+)?(?:[/?#]\\S*)?");
  private static final int LONGEST = 500;

  /** What follows a dot in the names of files and of products. */
  private static final Set<String> NO_DOMAINS =
      Set.of(
          "csv", "css", "doc", "docx", "eml", "exe", "gif", "gz", "htm", "html", "ics", "jar",
          "jpeg", "jpg", "js", "json", "log", "md", "mp3", "mp4", "odt", "pdf", "php", "png", "ppt",
          "pptx", "py", "rar", "rtf", "sh", "svg", "tar", "txt", "vcf", "xls", "xlsx", "xml",
          "zip");

  private WebAddress() {}

  /** The scheme, lower case, or an empty text. */
  static String scheme(String target) {
    Matcher scheme = SCHEME.matcher(target);
    return scheme.find() ? scheme.group(1).toLowerCase(Locale.ROOT) : "";
  }

  /** As browsers take it: without blanks around it, and without line ends and tabs within. */
  static String clean(String target) {
    return target.replaceAll("^[\\x00-\\x20]+|[\\x00-\\x20]+$|[\\x00-\\x1F\\x7F]", "");
  }

  /** The host that a clean target leads to, in ASCII; null where it is not of the web. */
  static @Nullable String host(String target) {
    String written = written(target);
    return written == null ? null : ascii(written);
  }

  private static @Nullable String written(String target) {
    Matcher web = WEB.matcher(target);
    if (!web.find()) {
      return null;
    }
    String authority = web.group(1);
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    return host.replaceFirst(":\\d*$", "");
  }

  /** The target with a host that cannot be taken for another one. */
  static String shown(String target) {
    String host = written(target);
    String legible = host == null ? "" : ShownAddress.domain(host);
    return host == null || legible.equals(host)
        ? target
        : target.replaceFirst(Pattern.quote(host), Matcher.quoteReplacement(legible));
  }

  /** The host that a person takes a text for, in ASCII; null where it is no address. */
  static @Nullable String shownHost(String text) {
    String start = text.substring(0, Math.min(text.length(), LONGEST));
    Matcher shown = SHOWN.matcher(start);
    if (shown.find()) {
      return host(shown.group());
    }
    Matcher www = WWW.matcher(start);
    if (www.find()) {
      return ascii(www.group());
    }
    Matcher alone = ALONE.matcher(start);
    return alone.matches() && isDomain(alone.group(1)) ? ascii(alone.group(1)) : null;
  }

  private static boolean isDomain(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return name.contains(".")
        && last.codePoints().allMatch(Character::isLetter)
        && last.length() > 1
        && !NO_DOMAINS.contains(last);
  }

  /** Whether whoever shows the one host may lead to the other: itself, or one below it. */
  static boolean isWithin(String host, String shown) {
    String bare = shown.startsWith("www.") ? shown.substring(4) : shown;
    return host.equals(bare) || host.endsWith("." + bare);
  }

  /** Whether a text is the address itself, but for what nobody types. */
  static boolean isSame(String text, String target) {
    return bare(text).equalsIgnoreCase(bare(target));
  }

  private static String bare(String address) {
    return address.replaceFirst("(?i)^(https?://)?(www\\.)?", "").replaceFirst("/$", "");
  }

  private static String ascii(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    try {
      return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return name.toLowerCase(Locale.ROOT);
    }
  }
}

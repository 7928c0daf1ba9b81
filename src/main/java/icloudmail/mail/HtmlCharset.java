package icloudmail.mail;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The charset that an HTML document names itself, in a meta element of its head. */
final class HtmlCharset {
  private static final int HEAD = 4096;
  private static final Pattern META =
      Pattern.compile("(?i)<meta\\b[^>]*?\\bcharset\\s*=\\s*[\"']?\\s*([^\\s\"'/>;]+)");
  private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?(-->|$)");

  private HtmlCharset() {}

  /** Its name as it is written, or an empty one. */
  static String of(byte[] document) {
    String head =
        new String(document, 0, Math.min(document.length, HEAD), StandardCharsets.ISO_8859_1);
    Matcher meta = META.matcher(COMMENT.matcher(head).replaceAll(""));
    String name = meta.find() ? meta.group(1) : "";
    // what could be read so far is in no charset of two octets a letter
    return Charsets.name(name).startsWith("utf-16") ? "utf-8" : name;
  }
}

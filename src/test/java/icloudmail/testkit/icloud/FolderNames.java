package icloudmail.testkit.icloud;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Modified UTF-7, as IMAP writes folder names (RFC 3501, 5.1.3). */
final class FolderNames {
  private static final Pattern SPECIAL = Pattern.compile("&|[^\\x20-\\x7e]+");
  private static final Pattern ENCODED = Pattern.compile("&([^-]*)-");

  private FolderNames() {}

  static String encode(String name) {
    return SPECIAL
        .matcher(name)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(match.group().equals("&") ? "&-" : run(match.group())));
  }

  static String decode(String name) {
    return ENCODED
        .matcher(name)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    match.group(1).isEmpty()
                        ? "&"
                        : new String(
                            Base64.getDecoder().decode(match.group(1).replace(',', '/')),
                            StandardCharsets.UTF_16BE)));
  }

  private static String run(String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_16BE);
    return "&"
        + Base64.getEncoder().withoutPadding().encodeToString(octets).replace('/', ',')
        + "-";
  }
}

package icloudmail.model;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A password that does not print: only {@link #reveal()} gives it away. */
public final class Secret {
  /** What a copy from a page may bring along, and no password begins or ends with. */
  private static final Pattern EDGES =
      Pattern.compile(
          "^[\\s\\u00A0\\u200B-\\u200D\\u2060\\uFEFF]+|[\\s\\u00A0\\u200B-\\u200D\\u2060\\uFEFF]+$");

  private static final Pattern APP_SPECIFIC = Pattern.compile("[a-z]{4}(-[a-z]{4}){3}");

  private final String value;

  /**
   * @param value as it was found; blanks and zero-width characters around it are no part of it
   */
  public Secret(String value) {
    this.value = EDGES.matcher(value).replaceAll("");
  }

  /** The secret itself, for the one call that hands it to a server. */
  public String reveal() {
    return value;
  }

  /**
   * All that it can be read from in what goes over the wire: as it is, as IMAP quotes it (RFC 3501
   * section 4.3), as logins encode it (RFC 4616), and an app-specific one without its hyphens; the
   * longest first.
   */
  public List<String> forms(String login) {
    String localPart = login.substring(0, Math.max(0, login.indexOf('@')));
    return Stream.of(
            base64("\0" + login + "\0" + value),
            base64("\0" + localPart + "\0" + value),
            base64(value),
            value.replace("\\", "\\\\").replace("\"", "\\\""),
            value,
            looksAppSpecific() ? value.replace("-", "") : "")
        .filter(form -> !form.isEmpty())
        .toList();
  }

  /** {@code text}, for example a server's reply, with all forms of this masked. */
  public String maskIn(String text, String login) {
    String masked = text;
    for (String form : forms(login)) {
      masked = masked.replace(form, "********");
    }
    return masked;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether it looks like the app-specific passwords that Apple makes (icloud-facts 4). */
  public boolean looksAppSpecific() {
    return APP_SPECIFIC.matcher(value).matches();
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}

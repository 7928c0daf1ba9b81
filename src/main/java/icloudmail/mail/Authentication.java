package icloudmail.mail;

import icloudmail.model.StrangersText;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Apple's server found about the sender (RFC 8601). A field like it can be written by anybody,
 * so only the topmost counts, and only with a name of Apple's. Apple writes a series of them, one
 * for each method, each with the name of its service: {@code bimi.icloud.com}, {@code
 * arc.icloud.com}, {@code dmarc.icloud.com}, {@code dkim-verifier.icloud.com} once for each
 * signature, {@code spf.icloud.com} at the end, below the Received fields of its own servers and
 * above those of all others (seen in delivered mail of 2023 to 2026; other reports have one field).
 */
final class Authentication {
  private static final Pattern APPLE = Pattern.compile("(?i)(.*\\.)?(icloud|me|mac)\\.com");

  /**
   * Apple's servers, some of which tell no domain in Received: {@code p44-mailgateway-smtp-...}.
   */
  private static final Pattern OWN_SERVER =
      Pattern.compile(
          "(?i)\\bby\\s+((?:[\\w-]+\\.)+(?:icloud|me|mac|apple)\\.com|p\\d+-[\\w-]+)(?=[\\s;(]|$)");

  /** The servers that take mail from users: what stands below was written by one. */
  private static final Pattern SUBMISSION = Pattern.compile("(?i)\\bby\\s+\\S*asmtp\\S*");

  private static final int DEEPEST_COMMENT = 10;
  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"");
  private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");
  private static final Pattern SERVICE = Pattern.compile("^\\s*([\\w.-]+)\\s*(?:\\d+\\s*)?(?:;|$)");
  private static final Pattern RESULT =
      Pattern.compile("(?i);\\s*(spf|dkim|dmarc)\\s*=\\s*([a-z]{1,20})\\b");
  private static final List<String> METHODS = List.of("spf", "dkim", "dmarc");

  private final Map<String, String> results = new LinkedHashMap<>();

  private Authentication() {}

  /** For example {@code spf=pass dkim=pass dmarc=pass}; null where Apple says nothing. */
  static @Nullable String of(MimeMessage message) throws MessagingException {
    Authentication found = new Authentication();
    for (Header field : Collections.list(message.getAllHeaders())) {
      if (!found.read(field)) {
        break;
      }
    }
    String line =
        METHODS.stream()
            .filter(found.results::containsKey)
            .map(method -> method + "=" + found.results.get(method))
            .collect(Collectors.joining(" "));
    return line.isEmpty() ? null : line;
  }

  /** Whether what stands below may still be Apple's. */
  private boolean read(Header field) {
    if (field.getName().equalsIgnoreCase("Received")) {
      String value = HeaderText.unfolded(field.getValue());
      return results.isEmpty()
          && OWN_SERVER.matcher(value).find()
          && !SUBMISSION.matcher(value).find();
    }
    if (!field.getName().equalsIgnoreCase("Authentication-Results")) {
      // the field that follows the last of the series
      return !field.getName().equalsIgnoreCase("Received-SPF");
    }
    String plain = withoutAsides(HeaderText.unfolded(field.getValue()));
    Matcher service = SERVICE.matcher(plain);
    if (!service.find() || !APPLE.matcher(service.group(1)).matches()) {
      return false;
    }
    add(plain);
    return !results.containsKey("spf");
  }

  /** The first of each method counts, except that one signature that holds is enough. */
  private void add(String value) {
    Matcher result = RESULT.matcher(value);
    while (result.find()) {
      String method = result.group(1).toLowerCase(Locale.ROOT);
      String outcome = StrangersText.line(result.group(2).toLowerCase(Locale.ROOT));
      if (!results.containsKey(method) || (method.equals("dkim") && outcome.equals("pass"))) {
        results.put(method, outcome);
      }
    }
  }

  private static String withoutAsides(String value) {
    String without = QUOTED.matcher(value).replaceAll("x");
    for (int depth = 0; depth < DEEPEST_COMMENT && without.indexOf('(') >= 0; depth++) {
      without = COMMENT.matcher(without).replaceAll(" ");
    }
    int open = without.indexOf('(');
    return open < 0 ? without : without.substring(0, open);
  }
}

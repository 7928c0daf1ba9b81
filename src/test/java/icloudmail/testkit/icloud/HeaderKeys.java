package icloudmail.testkit.icloud;

import icloudmail.testkit.icloud.Word.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** {@code HEADER name value} of SEARCH: which fields Apple looks into, and how. */
final class HeaderKeys {
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern NO_TOKEN = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final List<String> EXACT = List.of("MESSAGE-ID", "IN-REPLY-TO", "REFERENCES");
  private static final Map<String, String> LOOSE =
      Map.of(
          "TO",
          "To",
          "CC",
          "Cc",
          "FROM",
          "From",
          "SUBJECT",
          "Subject",
          "X-ICLOUD-HME",
          "X-ICLOUD-HME");

  private HeaderKeys() {}

  static Predicate<StoredMessage> read(Words words) throws Refused {
    if (!words.nextIs(Kind.ATOM)) {
      throw Refused.parseError();
    }
    String name = words.keyword();
    String value = words.string();
    if (EXACT.contains(name)) {
      return message -> identifiers(message, name).contains(value);
    }
    if (!LOOSE.containsKey(name)) {
      throw Refused.unavailable();
    }
    return within(LOOSE.get(name), value);
  }

  /** The term is somewhere in the raw field, in whatever case. */
  static Predicate<StoredMessage> within(String name, String term) {
    return message -> message.field(name).filter(value -> contains(value, term)).isPresent();
  }

  static boolean contains(String text, String term) {
    return text.toLowerCase(Locale.ROOT).contains(term.toLowerCase(Locale.ROOT));
  }

  /** Runs of letters and digits, in lower case. */
  static List<String> tokens(String text) {
    return NO_TOKEN
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(token -> !token.isEmpty())
        .toList();
  }

  private static List<String> identifiers(StoredMessage message, String name) {
    return message.field(name).map(BLANKS::split).map(List::of).orElse(List.of());
  }
}

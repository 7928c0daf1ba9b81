package icloudmail.testkit.icloud;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message in a folder.
 *
 * @param octets as Latin-1, one character for each
 */
record StoredMessage(long uid, String octets, Set<String> flags, Instant received) {
  private static final Pattern FOLD = Pattern.compile("\r\n(?=[ \t])");

  /** The header with the empty line that ends it. */
  String header() {
    return octets.substring(0, bodyStart());
  }

  String body() {
    return octets.substring(bodyStart());
  }

  boolean has(String flag) {
    return flags.stream().anyMatch(flag::equalsIgnoreCase);
  }

  StoredMessage with(Set<String> newFlags) {
    return new StoredMessage(uid, octets, new LinkedHashSet<>(newFlags), received);
  }

  /** The raw, unfolded text of the first header field of this name. */
  Optional<String> field(String name) {
    Matcher field = HeaderFields.NAMED.apply(name).matcher(header());
    return field.find()
        ? Optional.of(FOLD.matcher(field.group(1)).replaceAll("").strip())
        : Optional.empty();
  }

  private int bodyStart() {
    if (octets.startsWith("\r\n")) {
      return 2;
    }
    int end = octets.indexOf("\r\n\r\n");
    return end < 0 ? octets.length() : end + 4;
  }
}

package icloudmail.mail;

import icloudmail.model.Address;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Header field values as people mean them. Nothing here throws: what can't be read stays as it is.
 */
final class HeaderText {
  private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]+>");

  private static final Pattern FOLD = Pattern.compile("(?:\r\n|\r|\n)(?=[ \t])");

  /** It begins a sequence of ISO-2022-JP. */
  private static final char ESCAPE = '\u001B';

  private HeaderText() {}

  /** Unfolds and decodes encoded words (RFC 2047) and raw octets. */
  static String decode(String raw) {
    return EncodedWords.decode(characters(raw));
  }

  /** An address list (RFC 5322 section 3.4); one that is none becomes a single address. */
  static List<Address> addresses(@Nullable String raw) {
    return raw == null || raw.isBlank() ? List.of() : AddressList.read(characters(raw));
  }

  /**
   * A value on one line. Of what was received, each character is an octet: of UTF-8 (RFC 6532), or
   * of a charset that nobody names.
   */
  static String characters(String raw) {
    String unfolded = unfolded(raw);
    boolean plain = unfolded.chars().allMatch(letter -> letter < 0x80 && letter != ESCAPE);
    return plain || unfolded.chars().anyMatch(letter -> letter > 0xFF)
        ? unfolded
        : OctetText.guess(unfolded.getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * A value on one line. Jakarta Mail leaves a fold behind a backslash, and takes minutes for a
   * field of megabytes.
   */
  static String unfolded(String raw) {
    return FOLD.matcher(raw).replaceAll("");
  }

  /** Every {@code <message-id>} of a field, in order. */
  static List<String> messageIds(@Nullable String raw) {
    List<String> result = new ArrayList<>();
    Matcher ids = MESSAGE_ID.matcher(raw == null ? "" : characters(raw));
    while (ids.find()) {
      result.add(ids.group());
    }
    return result;
  }

  /** A date-time (RFC 5322 section 3.3) with the offset that its writer gave, or null. */
  static @Nullable OffsetDateTime date(@Nullable String raw) {
    return raw == null ? null : DateText.read(unfolded(raw));
  }
}

package icloudmail.mail;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Values of header fields as they are written: folded (RFC 5322 section 2.2.3), and in encoded
 * words (RFC 2047) where they are not plain ASCII, or would not be read as they were typed.
 */
final class HeaderFields {
  /** A line may have 998 octets (RFC 5322 section 2.1.1), and folding needs a blank. */
  private static final int LONGEST_WORD = 900;

  /** So many octets, each of at most three letters, fit an encoded word of 75. */
  private static final int OCTETS_OF_A_WORD = 20;

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t]]");
  private static final Pattern MISREAD = Pattern.compile("^\\s|\\s$|\\t|\\s\\s|=\\?");

  private HeaderFields() {}

  /**
   * The value as it was typed.
   *
   * @param what it is, for the message
   * @throws MailException of kind REFUSED where it holds a line break or another control character
   */
  static String checked(String what, String value) throws MailException {
    if (CONTROL.matcher(value).find()) {
      boolean line = value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0);
      throw new MailException(
          Kind.REFUSED,
          what + (line ? " holds a line break" : " holds a control character"),
          "Header fields are one line.");
    }
    return value;
  }

  /** Text of any kind, to stand behind {@code name}. */
  static String text(String name, String value) {
    return isAscii(value) && isShort(value) && !MISREAD.matcher(value).find()
        ? MimeUtility.fold(name.length() + 2, value)
        : String.join("\r\n ", words(value));
  }

  /** Encoded words of Q form, none of which ends within a character. */
  private static List<String> words(String value) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    int octets = 0;
    for (int at = 0; at < value.length(); ) {
      int character = value.codePointAt(at);
      byte[] bytes = Character.toString(character).getBytes(StandardCharsets.UTF_8);
      if (octets + bytes.length > OCTETS_OF_A_WORD) {
        words.add("=?UTF-8?Q?" + word + "?=");
        word.setLength(0);
        octets = 0;
      }
      for (byte octet : bytes) {
        append(word, octet & 0xFF);
      }
      octets += bytes.length;
      at += Character.charCount(character);
    }
    words.add("=?UTF-8?Q?" + word + "?=");
    return words;
  }

  private static void append(StringBuilder word, int octet) {
    if ((octet >= '0' && octet <= '9')
        || (octet >= 'A' && octet <= 'Z')
        || (octet >= 'a' && octet <= 'z')) {
      word.append((char) octet);
    } else if (octet == ' ') {
      word.append('_');
    } else {
      word.append(String.format("=%02X", octet));
    }
  }

  /** An address list, to stand behind {@code name}; a line each where it is long. */
  static String addresses(String name, List<InternetAddress> addresses) {
    String one = addresses.stream().map(HeaderFields::address).collect(Collectors.joining(", "));
    return MimeUtility.fold(name.length() + 2, one);
  }

  private static String address(InternetAddress address) {
    String name = address.getPersonal();
    return name == null || (isAscii(name) && isShort(name) && !MISREAD.matcher(name).find())
        ? address.toString()
        : String.join(" ", words(name)) + " <" + address.getAddress() + ">";
  }

  private static boolean isAscii(String value) {
    return StandardCharsets.US_ASCII.newEncoder().canEncode(value);
  }

  private static boolean isShort(String value) {
    return Pattern.compile("\\s")
        .splitAsStream(value)
        .allMatch(word -> word.length() <= LONGEST_WORD);
  }

  /** Message-ids, a line each (RFC 5322 section 3.6.4). */
  static String messageIds(List<String> ids) {
    return String.join("\r\n ", ids);
  }
}

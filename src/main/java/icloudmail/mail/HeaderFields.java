package icloudmail.mail;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
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

  /** A line with encoded words has 76 letters at most (RFC 2047 section 2). */
  private static final int LONGEST_ENCODED_LINE = 76;

  private static final int FRAME = "=?UTF-8?Q??=".length();

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
        : String.join("\r\n ", words(value, name.length() + 2));
  }

  /**
   * Encoded words, none of which ends within a character; in base64 where that is shorter.
   *
   * @param indent letters before the first on its line
   */
  private static List<String> words(String value, int indent) {
    byte[] all = value.getBytes(StandardCharsets.UTF_8);
    int foreign = 0;
    for (byte octet : all) {
      foreign += octet < 0 ? 1 : 0;
    }
    boolean base64 = foreign * 3 > all.length;
    List<String> words = new ArrayList<>();
    ByteArrayOutputStream word = new ByteArrayOutputStream();
    int most = octets(indent, base64);
    for (int at = 0; at < value.length(); ) {
      int character = value.codePointAt(at);
      byte[] octets = Character.toString(character).getBytes(StandardCharsets.UTF_8);
      if (word.size() > 0 && word.size() + octets.length > most) {
        words.add(word(word.toByteArray(), base64));
        word.reset();
        most = octets(1, base64);
      }
      word.writeBytes(octets);
      at += Character.charCount(character);
    }
    words.add(word(word.toByteArray(), base64));
    return words;
  }

  /** How many octets fit a line behind {@code indent} letters; in Q form each may take three. */
  private static int octets(int indent, boolean base64) {
    int letters = LONGEST_ENCODED_LINE - indent - FRAME;
    return base64 ? letters / 4 * 3 : letters / 3;
  }

  private static String word(byte[] octets, boolean base64) {
    if (base64) {
      return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(octets) + "?=";
    }
    StringBuilder word = new StringBuilder("=?UTF-8?Q?");
    for (byte octet : octets) {
      append(word, octet & 0xFF);
    }
    return word.append("?=").toString();
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
    String plain = address.toString();
    return name == null || (isAscii(name) && isShort(plain) && !MISREAD.matcher(name).find())
        ? plain
        : String.join(" ", words(name, 1)) + " <" + address.getAddress() + ">";
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

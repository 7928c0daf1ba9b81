package icloudmail.mail;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
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

  /** The longest line that holds an encoded word (RFC 2047 section 2). */
  private static final int ENCODED_LINE = 76;

  private static final int AROUND_ENCODED = "=?UTF-8?Q??=".length();

  /** Line ends of whatever origin, NUL, and half a character, which nobody typed. */
  private static final Pattern LINE_BREAK = Pattern.compile("[\r\n\0\u0085\u2028\u2029]");

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\t]]");
  private static final Pattern MISREAD = Pattern.compile("^\\s|\\s$|\\t|\\s\\s|=\\?");

  /** Words that need no quotes (RFC 5322 section 3.2.3), and a blank between any two. */
  private static final Pattern ATOMS =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/^_`{|}~-]{1,70}( [A-Za-z0-9!#$%&'*+/^_`{|}~-]{1,70})*");

  private static final Pattern MESSAGE_ID = Pattern.compile("<[!-;=?-~]+>");

  private HeaderFields() {}

  /**
   * The value as it was typed.
   *
   * @param what it is, for the message
   * @throws MailException of kind REFUSED where it holds a line break or another control character
   */
  static String checked(String what, String value) throws MailException {
    boolean line = LINE_BREAK.matcher(value).find();
    if (line || CONTROL.matcher(value).find()) {
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
        : String.join("\r\n ", words(name.length() + 2, value));
  }

  /**
   * Encoded words, none of which ends within a character; in base64 where that is shorter.
   *
   * @param used of the line that the first is put on
   */
  private static List<String> words(int used, String value) {
    byte[] all = value.getBytes(StandardCharsets.UTF_8);
    boolean base64 = base64(all).length() < quoted(all).length();
    List<String> words = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int room = ENCODED_LINE - used - AROUND_ENCODED;
    for (int at = 0; at < value.length(); at += Character.charCount(value.codePointAt(at))) {
      int before = part.length();
      part.appendCodePoint(value.codePointAt(at));
      if (before > 0 && letters(part.toString(), base64).length() > room) {
        words.add(word(part.substring(0, before), base64));
        part.delete(0, before);
        room = ENCODED_LINE - 1 - AROUND_ENCODED;
      }
    }
    words.add(word(part.toString(), base64));
    return words;
  }

  private static String word(String part, boolean base64) {
    return "=?UTF-8?" + (base64 ? "B?" : "Q?") + letters(part, base64) + "?=";
  }

  private static String letters(String part, boolean base64) {
    byte[] octets = part.getBytes(StandardCharsets.UTF_8);
    return base64 ? base64(octets) : quoted(octets);
  }

  private static String base64(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }

  /** With no letter that a phrase could not have (RFC 2047 section 5). */
  private static String quoted(byte[] octets) {
    StringBuilder letters = new StringBuilder();
    for (byte octet : octets) {
      boolean plain = octet > 0 && Character.isLetterOrDigit(octet);
      if (plain) {
        letters.append((char) octet);
      } else if (octet == ' ') {
        letters.append('_');
      } else {
        letters.append(String.format("=%02X", octet));
      }
    }
    return letters.toString();
  }

  /**
   * An address list, to stand behind {@code name}; folded, but never in quotes, where some readers
   * see an end.
   */
  static String addresses(String name, List<InternetAddress> addresses) {
    StringBuilder list = new StringBuilder();
    int used = name.length() + 2;
    for (InternetAddress address : addresses) {
      // the first cannot go to the next line
      List<String> pieces = new ArrayList<>(phrase(list.isEmpty() ? used : 1, address));
      boolean alone = pieces.isEmpty() && !address.getAddress().startsWith("\"");
      pieces.add(alone ? address.getAddress() : "<" + address.getAddress() + ">");
      list.append(list.isEmpty() ? "" : ",");
      used += list.isEmpty() ? 0 : 1;
      for (String piece : pieces) {
        boolean fits = used + 1 + piece.length() < ENCODED_LINE;
        list.append(list.isEmpty() ? "" : fits ? " " : "\r\n ").append(piece);
        used = (fits || list.length() == piece.length() ? used : 0) + 1 + piece.length();
      }
    }
    return list.toString();
  }

  /** The display name in pieces that are kept whole. */
  private static List<String> phrase(int used, InternetAddress address) {
    String name = address.getPersonal();
    if (name == null || name.isEmpty()) {
      return List.of();
    }
    if (ATOMS.matcher(name).matches()) {
      return List.of(name.split(" "));
    }
    String quoted = '"' + name.replaceAll("([\"\\\\])", "\\\\$1") + '"';
    boolean plain = isAscii(name) && !MISREAD.matcher(name).find();
    return plain && quoted.length() < ENCODED_LINE - used ? List.of(quoted) : words(used, name);
  }

  private static boolean isAscii(String value) {
    return StandardCharsets.US_ASCII.newEncoder().canEncode(value);
  }

  private static boolean isShort(String value) {
    return Pattern.compile("\\s")
        .splitAsStream(value)
        .allMatch(word -> word.length() <= LONGEST_WORD);
  }

  /**
   * Message-ids, a line each (RFC 5322 section 3.6.4); one that no server would take is left out.
   */
  static String messageIds(List<String> ids) {
    return ids.stream()
        .filter(id -> id.length() <= LONGEST_WORD && MESSAGE_ID.matcher(id).matches())
        .collect(Collectors.joining("\r\n "));
  }
}

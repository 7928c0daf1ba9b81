package icloudmail.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A parameter of a MIME field: as it is, quoted, or in UTF-8 and pieces (RFC 2231). */
final class Parameter {
  private static final int LONGEST_LINE = 76;
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$&+^_`{|}~.-]+");

  /** What readers agree on in quotes: no quotes in it, and nothing that looks encoded. */
  private static final Pattern QUOTABLE = Pattern.compile("[ -~&&[^\"\\\\%]]+");

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]");

  private Parameter() {}

  /**
   * A field's value with one more parameter.
   *
   * @param field the field's name
   * @param value on one line
   */
  static String add(String field, String value, String name, String text) {
    String one = TOKEN.matcher(text).matches() ? name + "=" + text : name + "=\"" + text + '"';
    boolean quotable = QUOTABLE.matcher(text).matches() && !text.contains("=?");
    List<String> pieces = quotable && fits(one) ? List.of(one) : pieces(name, text);
    boolean here =
        pieces.size() == 1
            && field.length() + value.length() + pieces.get(0).length() + 4 <= LONGEST_LINE;
    return value + (here ? "; " : ";\r\n ") + String.join(";\r\n ", pieces);
  }

  /** Behind a blank and before a semicolon. */
  private static boolean fits(String piece) {
    return piece.length() + 2 <= LONGEST_LINE;
  }

  /** One where it fits a line, else as many as are needed, none of which ends in a character. */
  private static List<String> pieces(String name, String text) {
    String whole = name + "*=UTF-8''" + encoded(text);
    if (fits(whole)) {
      return List.of(whole);
    }
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder(name).append("*0*=UTF-8''");
    for (int character : text.codePoints().toArray()) {
      String letters = encoded(Character.toString(character));
      if (!fits(piece + letters)) {
        pieces.add(piece.toString());
        piece = new StringBuilder(name).append('*').append(pieces.size()).append("*=");
      }
      piece.append(letters);
    }
    pieces.add(piece.toString());
    return pieces;
  }

  private static String encoded(String text) {
    StringBuilder letters = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      String letter = Character.toString(octet & 0xFF);
      letters.append(
          PLAIN.matcher(letter).matches() ? letter : String.format("%%%02X", octet & 0xFF));
    }
    return letters.toString();
  }
}

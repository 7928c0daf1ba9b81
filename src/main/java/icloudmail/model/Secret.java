package icloudmail.model;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A password that does not print: only {@link #reveal()} gives it away. */
public final class Secret {
  /** What a copy from a page may bring along, and no password begins or ends with. */
  private static final Pattern EDGES =
      Pattern.compile(
          "^[\\s\\u00A0\\u200B-\\u200D\\u2060\\uFEFF]+|[\\s\\u00A0\\u200B-\\u200D\\u2060\\uFEFF]+$");

  private static final Pattern APP_SPECIFIC = Pattern.compile("[a-z]{4}(-[a-z]{4}){3}");

  private static final String MASK = "********";

  /** Of fewer characters, a form may stand in any text, also in what is to be understood of it. */
  private static final int SHORTEST_FORM = 5;

  /** Of fewer characters, a piece of base64 may be the piece of another text. */
  private static final int SHORTEST_PIECE = 12;

  private static final int BITS_OF_OCTET = 8;
  private static final int BITS_OF_BASE64 = 6;

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
   * {@code text}, for example a server's reply, with all masked that this can be read from: as it
   * is, as IMAP quotes it (RFC 3501 section 4.3), an app-specific one without its hyphens, as
   * logins encode it (RFC 4616), and each word of base64 with it among other octets. Of those who
   * read the wire as Latin-1, the octets of UTF-8 are found too. A password of hardly any
   * characters stays.
   *
   * @param login the user name that goes with it
   */
  public String maskIn(String text, String login) {
    String masked = text;
    for (String piece : pieces()) {
      masked = withoutWordsOf(piece, masked);
    }
    for (String form : forms(login)) {
      masked = masked.replace(form, MASK);
    }
    return masked;
  }

  /** The longest first. */
  private List<String> forms(String login) {
    String localPart = login.substring(0, Math.max(0, login.indexOf('@')));
    return Stream.of(
            // the SMTP library names whom to act for, as RFC 4616 allows
            base64(login + "\0" + login + "\0" + value),
            base64("\0" + login + "\0" + value),
            base64("\0" + localPart + "\0" + value),
            base64(value),
            value.replace("\\", "\\\\").replace("\"", "\\\""),
            value,
            looksAppSpecific() ? value.replace("-", "") : "")
        .flatMap(form -> Stream.of(form, asLatin1(form)))
        .filter(form -> form.length() >= SHORTEST_FORM)
        .toList();
  }

  /**
   * What base64 has of it whatever is before and behind: three pieces, since a character of base64
   * begins in the same place of an octet with every third octet.
   */
  private List<String> pieces() {
    return IntStream.rangeClosed(0, 2)
        .mapToObj(this::piece)
        .filter(piece -> piece.length() >= SHORTEST_PIECE)
        .toList();
  }

  private String piece(int octetsBefore) {
    byte[] octets = ("\0".repeat(octetsBefore) + value).getBytes(StandardCharsets.UTF_8);
    int begin = (octetsBefore * BITS_OF_OCTET + BITS_OF_BASE64 - 1) / BITS_OF_BASE64;
    int end = octets.length * BITS_OF_OCTET / BITS_OF_BASE64;
    return begin >= end ? "" : Base64.getEncoder().encodeToString(octets).substring(begin, end);
  }

  /** The whole word is masked: its characters beside the piece have bits of the secret too. */
  private static String withoutWordsOf(String piece, String text) {
    StringBuilder masked = new StringBuilder();
    int done = 0;
    for (int at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, done)) {
      int begin = at;
      while (begin > done && isBase64(text.charAt(begin - 1))) {
        begin--;
      }
      masked.append(text, done, begin).append(MASK);
      done = at + piece.length();
      while (done < text.length() && (isBase64(text.charAt(done)) || text.charAt(done) == '=')) {
        done++;
      }
    }
    return done == 0 ? text : masked.append(text, done, text.length()).toString();
  }

  private static boolean isBase64(char letter) {
    return (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= '0' && letter <= '9')
        || letter == '+'
        || letter == '/';
  }

  private static String asLatin1(String form) {
    return new String(form.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
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

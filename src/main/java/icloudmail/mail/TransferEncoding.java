package icloudmail.mail;

import icloudmail.model.StrangersText;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The transfer encodings (RFC 2045 section 6), by the names that are in fact written. */
enum TransferEncoding {
  /** 7bit, 8bit, binary, and what is not named. */
  NONE("none"),
  BASE64("base64"),
  QUOTED_PRINTABLE("quoted-printable"),
  UUENCODE("uuencode"),
  /** Nobody knows its name: it is taken as it is. */
  UNKNOWN("unknown");

  private static final int LONGEST = 40;
  private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");
  private static final Pattern ENDS = Pattern.compile("[;,\\s]");
  private static final Pattern PUNCTUATION = Pattern.compile("[^a-z0-9]");
  private static final Pattern PLAIN =
      Pattern.compile("|7bits?|8bits?|binary|none|identity|ascii|usascii|utf8|iso8859.*|text.*");

  private final String label;

  TransferEncoding(String label) {
    this.label = label;
  }

  /** As it is called in a remark. */
  String label() {
    return label;
  }

  static TransferEncoding of(MimePart part) {
    String word = PUNCTUATION.matcher(written(part).toLowerCase(Locale.ROOT)).replaceAll("");
    if (PLAIN.matcher(word).matches()) {
      return NONE;
    }
    return switch (word) {
      case "base64", "xbase64", "b64", "b", "base64encoded" -> BASE64;
      case "quotedprintable", "xquotedprintable", "quotedprint", "qp", "q" -> QUOTED_PRINTABLE;
      case "xuuencode", "xuue", "uuencode", "uue", "xuu" -> UUENCODE;
      default -> UNKNOWN;
    };
  }

  /** The first word of the field, harmless, without comments. */
  static String written(MimePart part) {
    try {
      @Nullable String field = part.getHeader("Content-Transfer-Encoding", null);
      String bare = COMMENT.matcher(field == null ? "" : field).replaceAll(" ").strip();
      return StrangersText.atMost(LONGEST, StrangersText.line(ENDS.split(bare, 2)[0]));
    } catch (MessagingException e) {
      return "";
    }
  }

  /**
   * @param text whether it is text that a person reads
   */
  DecodingStream decode(InputStream in, boolean text) {
    return switch (this) {
      case BASE64 -> new Base64Stream(in, text);
      case QUOTED_PRINTABLE -> new QuotedPrintableStream(in);
      case UUENCODE -> new UuencodeStream(in, 0);
      case NONE, UNKNOWN -> new AsItIs(in);
    };
  }

  private static final class AsItIs extends DecodingStream {
    AsItIs(InputStream in) {
      super(in);
    }

    @Override
    boolean decode() throws IOException {
      int octet = next();
      for (; octet >= 0; octet = next()) {
        put(octet);
        if (isFull()) {
          return true;
        }
      }
      return false;
    }
  }
}

package icloudmail.mail;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header of a finished message (RFC 5322 section 2.2): its fields in their order, every octet
 * of them as it came, but for line ends, which are CRLF.
 */
final class PreparedHeader {
  private static final int MOST_OCTETS = 1_000_000;
  private static final Pattern FIELD = Pattern.compile("([!-9;-~]+)[ \\t]*:");

  /** EF BB BF, as editors put it in front of a file. */
  private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

  /** What parts messages in an mbox, and what a forwarded one becomes. */
  private static final Pattern MBOX = Pattern.compile(">?From ");

  /**
   * One field.
   *
   * @param lines its octets as ISO 8859-1, the CRLF at its end included
   */
  record Field(String name, String lines) {
    boolean is(String other) {
      return name.equalsIgnoreCase(other);
    }

    boolean isResent() {
      return name.toLowerCase(Locale.ROOT).startsWith("resent-");
    }

    /** What follows the colon, unfolded; raw octets are UTF-8, else ISO 8859-1. */
    String value() {
      String raw = lines.substring(lines.indexOf(':') + 1).replace("\r\n", "").strip();
      try {
        ByteBuffer octets = ByteBuffer.wrap(raw.getBytes(StandardCharsets.ISO_8859_1));
        return StandardCharsets.UTF_8.newDecoder().decode(octets).toString();
      } catch (CharacterCodingException e) {
        return raw;
      }
    }
  }

  private final List<Field> fields = new ArrayList<>();
  private String bodyStart = "";
  private boolean empty;

  private PreparedHeader() {}

  /**
   * Reads a header and leaves {@code in} at the body. Lines end with CRLF, LF or CR; a byte order
   * mark is passed over.
   *
   * @param bodyAlone whether there may be no header at all, as for sendmail
   * @throws MailException of kind REFUSED where it is longer than any that a program writes, or a
   *     line of it is no field: what follows would be read by everybody, Bcc too
   */
  static PreparedHeader read(BufferedInputStream in, boolean bodyAlone)
      throws IOException, MailException {
    PreparedHeader header = new PreparedHeader();
    int octets = 0;
    String line = line(in, MOST_OCTETS);
    header.empty = line == null;
    if (line != null && line.startsWith(BYTE_ORDER_MARK)) {
      line = line.substring(BYTE_ORDER_MARK.length());
    }
    while (line != null && header.take(line)) {
      octets += line.length();
      line = line(in, MOST_OCTETS - octets);
    }
    boolean torn = line != null && !line.isEmpty();
    if (header.fields.isEmpty() ? !bodyAlone && !header.empty : torn) {
      throw new MailException(
          Kind.REFUSED,
          header.fields.isEmpty() || line == null
              ? "the message has no header"
              : "'" + line + "' in the header of the message is no field",
          "A header is lines 'Name: value' up to an empty line.");
    }
    return header;
  }

  /** Whether the header goes on after {@code line}. */
  private boolean take(String line) {
    Matcher field = FIELD.matcher(line);
    int last = fields.size() - 1;
    if (line.isEmpty()) {
      return false;
    }
    if (field.lookingAt()) {
      fields.add(new Field(field.group(1), line + "\r\n"));
      return true;
    }
    if (last < 0 && MBOX.matcher(line).lookingAt()) {
      return true;
    }
    if (last >= 0 && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
      Field folded = fields.get(last);
      fields.set(last, new Field(folded.name(), folded.lines() + line + "\r\n"));
      return true;
    }
    bodyStart = line + "\r\n";
    return false;
  }

  /** A line without its end, or null where there is no more. */
  private static @Nullable String line(BufferedInputStream in, int most)
      throws IOException, MailException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int octet = in.read();
    if (octet < 0) {
      return null;
    }
    for (; octet >= 0 && octet != '\r' && octet != '\n'; octet = in.read()) {
      line.write(octet);
      if (line.size() > most) {
        throw new MailException(
            Kind.REFUSED,
            "the header of the message has more than " + MOST_OCTETS / 1_000_000 + " MB",
            "Is it a message? A file is attached with -A.");
      }
    }
    if (octet == '\r') {
      in.mark(1);
      if (in.read() != '\n') {
        in.reset();
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /** Whether there was not one octet to read. */
  boolean empty() {
    return empty;
  }

  /** The fields of these names, in the order of the header. */
  List<Field> fields(String... names) {
    return of(fields, names);
  }

  /** Those of {@code some} that have one of these names. */
  static List<Field> of(List<Field> some, String... names) {
    return some.stream().filter(field -> Arrays.stream(names).anyMatch(field::is)).toList();
  }

  /** Whether there is a field of this name that says something. */
  boolean has(String name) {
    return fields(name).stream().anyMatch(field -> !field.value().isEmpty());
  }

  /**
   * The fields of the last time that the message was resent, or none: a block stands together, has
   * each field once, and the newest is on top (RFC 5322 section 3.6.6).
   */
  List<Field> resent() {
    Set<String> seen = new HashSet<>();
    return fields.stream()
        .dropWhile(field -> !field.isResent())
        .takeWhile(field -> field.isResent() && seen.add(field.name().toLowerCase(Locale.ROOT)))
        .toList();
  }

  void remove(String... names) {
    fields.removeAll(fields(names));
  }

  void add(String name, String value) {
    fields.add(field(name, value));
  }

  /** Puts each field that {@code change} answers in the place of the one that it was asked for. */
  void change(UnaryOperator<Field> change) {
    fields.replaceAll(change);
  }

  /** A field of a value that may be folded with CRLF. */
  static Field field(String name, String value) {
    byte[] octets = (name + ": " + value + "\r\n").getBytes(StandardCharsets.UTF_8);
    return new Field(name, new String(octets, StandardCharsets.ISO_8859_1));
  }

  /** Writes the header, the empty line, and what was read of the body already. */
  void writeTo(OutputStream out) throws IOException {
    for (Field field : fields) {
      out.write(field.lines().getBytes(StandardCharsets.ISO_8859_1));
    }
    out.write(("\r\n" + bodyStart).getBytes(StandardCharsets.ISO_8859_1));
  }
}

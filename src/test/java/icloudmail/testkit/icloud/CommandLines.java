package icloudmail.testkit.icloud;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a command has beyond its first line: literals, and the answer to AUTHENTICATE. */
final class CommandLines {
  private static final Pattern LITERAL = Pattern.compile("\\{(\\d{1,9})(\\+?)}$");

  private final Wire wire;
  private final Continuation continuation;

  /** Asks the client for octets that it has announced. */
  interface Continuation {
    /**
     * Answers whether the octets are to be read.
     *
     * @param request the line that does so
     */
    boolean ask(String tag, String request) throws IOException;
  }

  CommandLines(Wire wire, Continuation continuation) {
    this.wire = wire;
    this.continuation = continuation;
  }

  /**
   * A command without its tag.
   *
   * @param text with CRLF and the octets behind each {@code {n}}
   * @param shown as tests see it
   */
  record Whole(String text, String shown) {}

  /**
   * Asks the client for the rest of a command. One with {@code {n+}} is left as it is, for the
   * parser to refuse; its octets then come as lines. Empty where the rest was not asked for.
   */
  Optional<Whole> complete(String tag, String first) throws IOException {
    if (first.toUpperCase(Locale.ROOT).matches("AUTHENTICATE [^ ]+")) {
      if (!continuation.ask(tag, "+ \r\n")) {
        return Optional.empty();
      }
      String whole = first + " " + required(wire.line());
      return Optional.of(new Whole(whole, whole));
    }
    boolean isAppend = first.toUpperCase(Locale.ROOT).startsWith("APPEND ");
    StringBuilder text = new StringBuilder(first);
    StringBuilder shown = new StringBuilder(first);
    Matcher literal = LITERAL.matcher(first);
    while (literal.find() && literal.group(2).isEmpty()) {
      if (!continuation.ask(tag, "+ Ready for literal data\r\n")) {
        return Optional.empty();
      }
      byte[] bytes = wire.octets(Integer.parseInt(literal.group(1)));
      String octets = new String(bytes, StandardCharsets.ISO_8859_1);
      String next = required(wire.line());
      text.append("\r\n").append(octets).append(next);
      shown.append(isAppend ? "" : octets).append(next);
      literal = LITERAL.matcher(next);
    }
    return Optional.of(new Whole(text.toString(), utf8(shown.toString())));
  }

  private static String utf8(String octets) {
    return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static String required(String line) throws EOFException {
    if (line == null) {
      throw new EOFException();
    }
    return line;
  }
}

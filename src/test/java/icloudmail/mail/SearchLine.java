package icloudmail.mail;

import icloudmail.model.Condition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.eclipse.angus.mail.iap.Protocol;
import org.eclipse.angus.mail.iap.ProtocolException;

/** What the search for a condition puts on the wire. */
public final class SearchLine {
  private static final int LITERALS = 200;

  private SearchLine() {}

  /**
   * The command, without what stands in literals.
   *
   * @throws AssertionError where something else stands beside it
   */
  public static String of(Condition condition, String folder) {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    try {
      // a server that asks for each literal to go on
      byte[] answers = "+ go on\r\n".repeat(LITERALS).getBytes(StandardCharsets.US_ASCII);
      Protocol protocol =
          new Protocol(
              new ByteArrayInputStream(answers),
              new PrintStream(wire, true, StandardCharsets.UTF_8),
              new Properties(),
              false);
      protocol.writeCommand("UID SEARCH", SearchKeys.of(condition, folder).argument());
    } catch (IOException | ProtocolException e) {
      throw new AssertionError("the command cannot be written", e);
    }
    return line(wire.toString(StandardCharsets.ISO_8859_1));
  }

  private static String line(String wire) {
    StringBuilder line = new StringBuilder();
    int at = 0;
    for (int end = wire.indexOf("\r\n"); end >= 0; end = wire.indexOf("\r\n", at)) {
      String text = wire.substring(at, end);
      line.append(text);
      at = end + 2;
      int brace = text.lastIndexOf('{');
      if (!text.matches("(?s).*\\{\\d+\\+?}")) {
        break;
      }
      at += Integer.parseInt(text.substring(brace + 1, text.length() - 1).replace("+", ""));
    }
    // RFC 3501 section 9, QUOTED-CHAR
    if (at != wire.length() || line.chars().anyMatch(c -> "\r\n\0".indexOf(c) >= 0 || c > 0x7F)) {
      throw new AssertionError("this is not one command: " + wire);
    }
    return line.toString();
  }
}

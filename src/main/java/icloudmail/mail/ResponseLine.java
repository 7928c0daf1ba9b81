package icloudmail.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/**
 * A response that is looked at before the library parses it: in a body structure that breaks off,
 * or has a word where none may be, it never comes to an end.
 */
final class ResponseLine extends IMAPResponse {
  private int at;

  private ResponseLine(IMAPProtocol wire) throws IOException, ProtocolException {
    super(wire);
  }

  /**
   * The next response, as the library has it.
   *
   * @throws ProtocolException where it is one that cannot be parsed
   */
  static Response next(IMAPProtocol wire) throws IOException, ProtocolException {
    ResponseLine line = new ResponseLine(wire);
    if (!line.keyEquals("FETCH")) {
      return line;
    }
    if (!line.isSound()) {
      throw new ProtocolException("a body structure is none");
    }
    return new FetchResponse(line, wire.getFetchItems(), wire);
  }

  /**
   * Whether each structure has numbers, strings and NIL alone, and its end (RFC 3501 section 9).
   */
  private boolean isSound() {
    int depth = 0;
    boolean structure = false;
    String before = "";
    for (at = index; at < size; ) {
      byte octet = buffer[at];
      if (octet == '(' || octet == ')') {
        depth += octet == '(' ? 1 : -1;
        // within the list of items
        structure = depth > 1 && (structure || isStructure(before));
        before = "";
        at++;
      } else if (octet == '"') {
        skipQuoted();
      } else if (octet == '{') {
        skipLiteral();
      } else if (octet <= ' ' && octet >= 0) {
        at++;
      } else {
        before = atom();
        if (structure && !before.equals("NIL") && !isNumber(before)) {
          return false;
        }
      }
    }
    return !structure;
  }

  /** With BODY, too, a structure follows, where it is not that of a section. */
  private static boolean isStructure(String item) {
    return item.endsWith("BODY") || item.endsWith("STRUCTURE");
  }

  private static boolean isNumber(String atom) {
    return atom.chars().allMatch(letter -> letter >= '0' && letter <= '9');
  }

  private String atom() {
    int start = at;
    while (at < size && isOfAtom(buffer[at])) {
      at++;
    }
    return new String(buffer, start, at - start, StandardCharsets.ISO_8859_1)
        .toUpperCase(Locale.ROOT);
  }

  private static boolean isOfAtom(byte octet) {
    return octet < 0 || (octet > ' ' && "()\"{".indexOf(octet) < 0);
  }

  private void skipQuoted() {
    at++;
    while (at < size && buffer[at] != '"') {
      at += buffer[at] == '\\' ? 2 : 1;
    }
    at++;
  }

  private void skipLiteral() {
    long octets = 0;
    at++;
    while (at < size && buffer[at] >= '0' && buffer[at] <= '9') {
      octets = Math.min(size, octets * 10 + buffer[at] - '0');
      at++;
    }
    // "}" and the line break
    at = (int) Math.min(size, at + 3 + octets);
  }
}

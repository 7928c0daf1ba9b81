package icloudmail.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;

/** HZ (RFC 1843), Chinese in seven bits, which the JDK does not read. */
final class Hz {
  private Hz() {}

  /** The text; what is no HZ stays as it is. */
  static String decode(byte[] octets) {
    ByteArrayOutputStream wide = new ByteArrayOutputStream(octets.length);
    boolean chinese = false;
    for (int at = 0; at < octets.length; at++) {
      int next = at + 1 < octets.length ? octets[at + 1] : -1;
      if (octets[at] == '~' && (next == '{' || next == '}')) {
        chinese = next == '{';
        at++;
      } else if (octets[at] == '~' && next == '~') {
        wide.write('~');
        at++;
      } else if (octets[at] == '~' && next == '\n') {
        at++;
      } else {
        // a line end closes what was left open (RFC 1843 section 2)
        chinese &= octets[at] != '\n';
        wide.write(chinese && octets[at] > ' ' ? octets[at] | 0x80 : octets[at]);
      }
    }
    return wide.toString(Charset.forName("GB18030"));
  }
}

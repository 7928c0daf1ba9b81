package icloudmail.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The wire as it was spoken, line by line, with every form of every secret masked, and with control
 * characters made visible, so that a terminal may show it. Angus leaves the login out of its trace
 * already; this catches what a server might echo.
 */
public final class WireTrace {
  private static final int LONGEST_LINE = 1 << 16;
  private static final int LONGEST_SECRET = 1 << 14;

  /** In UTF-8 the second octet of a control character beyond ASCII is that character itself. */
  private static final byte FIRST_OF_CONTROL = (byte) 0xc2;

  private static final byte DELETE = 0x7f;

  private final OutputStream out;
  private final Mask mask = new Mask();
  private final PrintStream stream;

  /**
   * @param out takes the trace; the caller closes it
   */
  public WireTrace(OutputStream out) {
    this.out = out;
    this.stream = new PrintStream(new Lines(), true, StandardCharsets.ISO_8859_1);
  }

  PrintStream stream() {
    return stream;
  }

  /** What is put over each line. */
  Mask mask() {
    return mask;
  }

  /** As elsewhere in what is shown. */
  private static byte[] visible(int control) {
    String form =
        control < ' ' ? Character.toString(0x2400 + control) : "<U+00%02X>".formatted(control);
    return form.getBytes(StandardCharsets.UTF_8);
  }

  private final class Lines extends OutputStream {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int octet) throws IOException {
      line.write(octet);
      boolean ended = octet == '\n';
      if (ended || line.size() >= LONGEST_LINE) {
        byte[] masked =
            mask.over(line.toString(StandardCharsets.ISO_8859_1))
                .getBytes(StandardCharsets.ISO_8859_1);
        // the end of a long line waits, since a secret may begin in it
        int ready = ended ? masked.length : Math.max(0, masked.length - LONGEST_SECRET);
        if (!ended && ready > 0 && masked[ready - 1] == FIRST_OF_CONTROL) {
          ready--;
        }
        show(masked, ready);
        line.reset();
        line.write(masked, ready, masked.length - ready);
      }
    }

    private void show(byte[] octets, int count) throws IOException {
      ByteArrayOutputStream shown = new ByteArrayOutputStream(count);
      for (int i = 0; i < count; i++) {
        byte octet = octets[i];
        int next = i + 1 < count ? octets[i + 1] & 0xff : 0;
        if (octet == FIRST_OF_CONTROL && next >= 0x80 && next < 0xa0) {
          shown.writeBytes(visible(next));
          i++;
        } else if (octet == DELETE || (octet >= 0 && octet < ' ' && "\t\r\n".indexOf(octet) < 0)) {
          shown.writeBytes(visible(octet));
        } else {
          shown.write(octet);
        }
      }
      shown.writeTo(out);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}

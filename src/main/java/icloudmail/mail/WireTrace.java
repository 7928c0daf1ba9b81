package icloudmail.mail;

import icloudmail.model.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The wire as it was spoken, line by line, with every form of every secret masked. Angus leaves the
 * login out of its trace already; this catches what a server might echo.
 */
public final class WireTrace {
  private static final int LONGEST_LINE = 1 << 16;
  private static final int LONGEST_SECRET = 1 << 14;

  private final OutputStream out;
  private final List<String> secrets = new ArrayList<>();
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

  /** From now on {@code secret} and its base64 forms are masked. */
  void mask(String login, Secret secret) {
    synchronized (secrets) {
      secrets.addAll(secret.forms(login));
    }
  }

  private String masked(String line) {
    String result = line;
    synchronized (secrets) {
      for (String secret : secrets) {
        if (!secret.isEmpty()) {
          // the wire is read as Latin-1, so its bytes are what has to be found
          String bytes =
              new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
          result = result.replace(bytes, "********");
        }
      }
    }
    return result;
  }

  private final class Lines extends OutputStream {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int octet) throws IOException {
      line.write(octet);
      boolean ended = octet == '\n';
      if (ended || line.size() >= LONGEST_LINE) {
        byte[] masked =
            masked(line.toString(StandardCharsets.ISO_8859_1))
                .getBytes(StandardCharsets.ISO_8859_1);
        // the end of a long line waits, since a secret may begin in it
        int ready = ended ? masked.length : Math.max(0, masked.length - LONGEST_SECRET);
        out.write(masked, 0, ready);
        line.reset();
        line.write(masked, ready, masked.length - ready);
      }
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}

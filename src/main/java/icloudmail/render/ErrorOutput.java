package icloudmail.render;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Standard error: lines that stay, and below them one that comes and goes, as long as nothing else
 * is written.
 */
public final class ErrorOutput extends PrintWriter {
  private static final String WIPE = "\r\u001B[K";

  private boolean shown;
  private boolean lineBegins = true;

  public ErrorOutput(Writer out) {
    super(out);
  }

  /** Shows a line that is narrower than the terminal; not where it would stand behind others. */
  void show(String line) {
    synchronized (lock) {
      if (lineBegins) {
        super.write(WIPE, 0, WIPE.length());
        super.write(line, 0, line.length());
        shown = true;
        flush();
      }
    }
  }

  /** Takes that line away. */
  void wipe() {
    synchronized (lock) {
      if (shown) {
        shown = false;
        super.write(WIPE, 0, WIPE.length());
        flush();
      }
    }
  }

  /** Another stream to the same terminal, for which the line makes room, too. */
  public OutputStream sharing(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int start, int length) throws IOException {
        if (length > 0) {
          synchronized (lock) {
            wipe();
            out.write(bytes, start, length);
            lineBegins = bytes[start + length - 1] == '\n';
          }
        }
      }
    };
  }

  @Override
  public void write(int c) {
    write(String.valueOf((char) c), 0, 1);
  }

  @Override
  public void write(char[] text, int start, int length) {
    write(String.valueOf(text, start, length), 0, length);
  }

  @Override
  public void write(String text, int start, int length) {
    synchronized (lock) {
      if (length > 0) {
        wipe();
        super.write(text, start, length);
        lineBegins = text.charAt(start + length - 1) == '\n';
      }
    }
  }
}

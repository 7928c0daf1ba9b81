package icloudmail;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Standard output that remembers its first failure, which a PrintWriter would hide. */
final class StandardOutput extends FilterOutputStream {
  private @Nullable IOException failure;

  StandardOutput(OutputStream out) {
    super(new BufferedOutputStream(out, 1 << 16));
  }

  /** Why not all was written, or null. */
  @Nullable IOException failure() {
    return failure;
  }

  @Override
  public void write(int octet) throws IOException {
    remember(() -> out.write(octet));
  }

  @Override
  public void write(byte[] bytes, int start, int length) throws IOException {
    remember(() -> out.write(bytes, start, length));
  }

  @Override
  public void flush() throws IOException {
    remember(() -> out.flush());
  }

  private void remember(Write write) throws IOException {
    try {
      write.run();
    } catch (IOException e) {
      failure = failure == null ? e : failure;
      throw e;
    }
  }

  private interface Write {
    void run() throws IOException;
  }
}

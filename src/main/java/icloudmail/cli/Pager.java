package icloudmail.cli;

import icloudmail.config.ChildProcess;
import icloudmail.config.Environment;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The program that {@code $PAGER} names, else {@code less}, in which a person at a terminal reads a
 * long answer; as git runs it. It is started with the first octet.
 */
final class Pager extends OutputStream {
  /** Ends where all fits one screen, keeps colours, and leaves the text on the screen. */
  private static final String LESS = "FRX";

  private final String command;
  private final Runnable onStart;
  private @Nullable Process process;

  private Pager(String command, Runnable onStart) {
    this.command = command;
    this.onStart = onStart;
  }

  /**
   * The pager, where there is one and it is wanted: {@code cat} means none.
   *
   * @param onStart called before it takes the screen
   */
  static Optional<Pager> of(Environment environment, Runnable onStart) {
    String named = environment.get("PAGER");
    boolean none =
        named == null
            ? environment.get("PATH") == null
                || environment.get("TERM") == null
                || !Programs.has(environment, "less")
            : named.equals("cat");
    return none || File.separatorChar == '\\'
        ? Optional.empty()
        : Optional.of(new Pager(named == null ? "less" : named, onStart));
  }

  private OutputStream text() throws IOException {
    Process running = process;
    if (running == null) {
      onStart.run();
      ProcessBuilder builder =
          ChildProcess.of(List.of("sh", "-c", command))
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().putIfAbsent("LESS", LESS);
      running = builder.start();
      process = running;
    }
    return running.getOutputStream();
  }

  @Override
  public void write(int octet) throws IOException {
    text().write(octet);
  }

  @Override
  public void write(byte[] octets, int start, int length) throws IOException {
    text().write(octets, start, length);
  }

  @Override
  public void flush() throws IOException {
    if (process != null) {
      text().flush();
    }
  }

  /** Waits until it was read. */
  @Override
  public void close() throws IOException {
    Process running = process;
    if (running == null) {
      return;
    }
    try {
      running.getOutputStream().close();
    } catch (IOException e) {
      // who has left it early has read enough
    }
    try {
      running.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

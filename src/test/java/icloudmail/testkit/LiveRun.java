package icloudmail.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.App;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One in-process run that goes on until it is stopped; what it prints is read line by line. */
public final class LiveRun implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final long POLLED_MILLIS = 20;

  private final StoppedByHand ticker;
  private final StringWriter err = new StringWriter();
  private final Lines lines = new Lines();
  private final CompletableFuture<Integer> exitCode;

  LiveRun(CliRun.Setting setting, StoppedByHand ticker, String... arguments) {
    this.ticker = ticker;
    App app = setting.app(lines, err, ticker);
    exitCode =
        CompletableFuture.supplyAsync(
            () -> app.run(arguments), task -> new Thread(task, "live-run").start());
  }

  /** Takes what is printed apart into lines. */
  private static final class Lines extends OutputStream {
    private final BlockingQueue<String> whole = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int octet) {
      if (octet == '\n') {
        whole.add(line.toString(StandardCharsets.UTF_8));
        line.reset();
      } else {
        line.write(octet);
      }
    }
  }

  /** The next line that it prints. */
  public String line() {
    try {
      String line = lines.whole.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("it prints no line; on stderr: " + err);
      }
      return line;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The next event of this name that it prints; those of other names are passed over. */
  public JsonNode event(String name) {
    while (true) {
      JsonNode event = Schema.parse(line());
      if (event.path("event").asText().equals(name)) {
        return event;
      }
    }
  }

  /** What it has said on stderr by now. */
  public String err() {
    return err.toString();
  }

  /**
   * What came of it, where it is ended by hand once it has printed so many lines, or after so long.
   *
   * @param many lines that nobody has read yet
   */
  public CliRun ended(int many, Duration longest) {
    List<String> printed = new ArrayList<>();
    long end = System.nanoTime() + longest.toNanos();
    try {
      while (printed.size() < many && !exitCode.isDone() && System.nanoTime() - end < 0) {
        String line = lines.whole.poll(POLLED_MILLIS, TimeUnit.MILLISECONDS);
        if (line != null) {
          printed.add(line);
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    ticker.stop();
    int code = exitCode();
    lines.whole.drainTo(printed);
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    for (String line : printed) {
      stdout.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return new CliRun(code, stdout, CliRun.withoutNote(err()));
  }

  /** Its exit code, once it ends by itself. */
  public int exitCode() {
    try {
      return exitCode.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("it does not end; on stderr: " + err, e);
    }
  }

  /** Ends it as a signal would. */
  @Override
  public void close() {
    ticker.stop();
    exitCode();
  }
}

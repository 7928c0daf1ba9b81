package icloudmail.config;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program that keeps secrets: run directly, by no shell, with a time limit, what is secret on its
 * standard input and never in its words.
 */
final class Tool {
  private static final int MOST = 1 << 16;

  private final Duration limit;

  Tool(Duration limit) {
    this.limit = limit;
  }

  /**
   * How it ended.
   *
   * @param exitCode null where it did not end in time, or could not be run
   * @param out what it printed
   * @param trouble the last line that it said on stderr, or why it did not run; may be empty
   */
  record Ended(@Nullable Integer exitCode, String out, String trouble) {
    boolean well() {
      return exitCode != null && exitCode == 0;
    }

    String why() {
      return trouble.isEmpty() ? "it ended with exit code " + exitCode : trouble;
    }
  }

  /**
   * Runs it.
   *
   * @param input what it reads; then its standard input is at its end
   */
  Ended run(List<String> argv, String input) {
    Process process;
    try {
      process = ChildProcess.of(argv).start();
    } catch (IOException e) {
      return new Ended(null, "", "there is no program " + argv.get(0));
    }
    try {
      Printed out = Printed.from(process.getInputStream(), MOST);
      Printed err = Printed.from(process.getErrorStream(), MOST);
      feed(process, input);
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Ended(null, "", "it did not end within " + limit.toSeconds() + " s");
      }
      return new Ended(process.exitValue(), out.text(), lastLine(err.text()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Ended(null, "", "it was interrupted");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static void feed(Process process, String input) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // it has ended already, and its exit code says how
    }
  }

  private static String lastLine(String text) {
    return text.lines().filter(line -> !line.isBlank()).reduce("", (one, other) -> other).strip();
  }
}

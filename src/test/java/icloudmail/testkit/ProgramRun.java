package icloudmail.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One run of a program of this machine, with an environment of its own and nothing inherited. */
public record ProgramRun(int exitCode, String out, String err) {
  private static final String NOTE = "icloud-mail: warning: not iCloud but .*, for tests\n";
  private static final long PATIENCE_SECONDS = 300;

  /** The packaged launcher. */
  public static Path launcher() {
    return Path.of("target/icloud-mail/bin/icloud-mail").toAbsolutePath();
  }

  @Override
  public String toString() {
    return "exit code " + exitCode + "\nstdout:\n" + out + "\nstderr:\n" + err;
  }

  /** Runs {@code command} in {@code directory}; what it says must be UTF-8. */
  public static ProgramRun of(
      Path directory, Map<String, String> environment, String stdin, String... command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      var out = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
      var err = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
      write(process, stdin);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("does not end: " + String.join(" ", command));
      }
      return new ProgramRun(process.exitValue(), out.join(), err.join().replaceAll(NOTE, ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a line of shell. */
  public static ProgramRun shell(
      Path directory, Map<String, String> environment, String stdin, String line) {
    return of(directory, environment, stdin, "/bin/sh", "-c", line);
  }

  /** A program need not read its input; what it leaves is not missed. */
  private static void write(Process process, String stdin) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(stdin.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      process.onExit().join();
    }
  }

  private static String read(InputStream in) {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

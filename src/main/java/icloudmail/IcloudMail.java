package icloudmail;

import icloudmail.cli.PasswordPrompt;
import icloudmail.cli.Surroundings;
import icloudmail.config.Environment;
import icloudmail.render.ErrorOutput;
import icloudmail.render.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;

/** The process: its streams, its environment, its terminal, its exit. */
public final class IcloudMail {
  private static final int INTERNAL = 70;
  private static final int WRITE_FAILED = 74;

  /** What a shell reports of a program that SIGPIPE ended, as it ends {@code grep}. */
  private static final int BROKEN_PIPE = 141;

  /** The word that the launcher {@code icloud-mail-sendmail} puts in front. */
  private static final String AS_SENDMAIL = "--as-sendmail";

  private IcloudMail() {}

  public static void main(String[] arguments) {
    // libraries log to standard error by java.util.logging; set up by a class that does nothing, it
    // reads no configuration and has no handler
    System.setProperty("java.util.logging.config.class", Object.class.getName());
    ProcessEnd.with(run(arguments));
  }

  private static int run(String... arguments) {
    Environment environment = new Environment(System.getenv());
    Ahead ahead = Ahead.of(environment, mayBeTerminal(), arguments);
    Terminal terminal = terminal();
    ErrorOutput err =
        new ErrorOutput(
            new OutputStreamWriter(
                new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8));
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    StandardOutput stdout =
        new StandardOutput(terminal.out() && terminal.err() ? err.sharing(out) : out);
    Clock clock = new ProcessClock();
    Surroundings surroundings =
        new Surroundings(
            System.in,
            stdout,
            new PrintWriter(new OutputStreamWriter(stdout, StandardCharsets.UTF_8)),
            err,
            terminal,
            clock,
            new ProcessPause(),
            new ProcessTicker(clock),
            environment);
    var prompt = PasswordPrompt.of(System.console(), surroundings.terminal());
    try {
      return written(
          stdout, surroundings, enter(new App(surroundings, prompt).after(ahead), arguments));
    } catch (RuntimeException | Error e) {
      // the JVM's own exit code would be 1, which says that there is no mail
      err.print("icloud-mail: a bug of this program: " + e + "\n");
      err.flush();
      return INTERNAL;
    }
  }

  private static int enter(App app, String... arguments) {
    return arguments.length > 0 && arguments[0].equals(AS_SENDMAIL)
        ? app.sendmail(Arrays.copyOfRange(arguments, 1, arguments.length))
        : app.run(arguments);
  }

  /** No exit code 0 or 1 for an answer that did not get out: 74, or 141 where nobody reads on. */
  private static int written(StandardOutput stdout, Surroundings surroundings, int code) {
    IOException failure = stdout.failure();
    if (failure == null || code > 1) {
      return code;
    }
    if (String.valueOf(failure.getMessage()).contains("Broken pipe")) {
      return BROKEN_PIPE;
    }
    surroundings
        .err()
        .print("icloud-mail: cannot write the answer: " + failure.getMessage() + "\n");
    surroundings.err().flush();
    return WRITE_FAILED;
  }

  /** Whether somebody may sit at standard input, as far as the launcher can tell. */
  private static boolean mayBeTerminal() {
    String streams = System.getProperty("icloudmail.terminals", "");
    return streams.contains("in") || streams.equals("console");
  }

  /** What the launcher found out, which a shell knows cheaply. */
  @SuppressWarnings("SystemConsoleNull") // the launchers ask for that of java.base, which may be
  private static Terminal terminal() {
    String streams = System.getProperty("icloudmail.terminals", "");
    if (streams.equals("console")) {
      // of a launcher that cannot tell: somebody can be asked, and answers are plain
      streams = System.console() == null ? "" : "in,err";
    }
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    boolean plain = System.getenv("NO_COLOR") != null && !System.getenv("NO_COLOR").isEmpty();
    boolean out = streams.contains("out") && !dumb;
    return new Terminal(
        streams.contains("in") && !dumb,
        out,
        streams.contains("err") && !dumb,
        Integer.getInteger("icloudmail.width", 80),
        out && !plain);
  }
}

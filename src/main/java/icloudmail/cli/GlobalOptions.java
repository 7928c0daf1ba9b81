package icloudmail.cli;

import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Progress;
import icloudmail.render.DisplayText;
import icloudmail.render.JsonPrinter;
import icloudmail.render.Printer;
import icloudmail.render.ProgressBar;
import icloudmail.render.RawOutput;
import icloudmail.render.Terminal;
import icloudmail.render.TextPrinter;
import icloudmail.render.TsvPrinter;
import icloudmail.service.Services;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command: whose mail, in which form, how servers are spoken to. */
final class GlobalOptions extends AccountOptions {
  /** When output is coloured. */
  enum Color {
    AUTO,
    ALWAYS,
    NEVER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Surroundings surroundings;
  private final Wiring wiring;
  private @Nullable ProgressBar bar;
  private @Nullable PrintWriter paper;

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "Answer as one JSON document.")
  private boolean json;

  @Option(
      names = "--jsonl",
      scope = ScopeType.INHERIT,
      description = "Answer as one JSON object a line.")
  private boolean jsonl;

  @Option(
      names = "--tsv",
      scope = ScopeType.INHERIT,
      description = "Answer as tab-separated rows, as in a pipe.")
  private boolean tsv;

  @Option(
      names = "--color",
      scope = ScopeType.INHERIT,
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "Colour: auto, always or never.")
  private Color color;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Print no notes; check prints nothing at all.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Say on stderr what is done; twice for more.")
  private boolean[] verbose = {};

  @Option(
      names = "--trace",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Write the wire to FILE, with secrets masked.")
  private @Nullable Path trace;

  @Option(
      names = "--timeout",
      scope = ScopeType.INHERIT,
      paramLabel = "DURATION",
      defaultValue = "60s",
      converter = DurationConverter.class,
      description = "Longest wait for each answer (default: 60s).")
  private Duration timeout;

  GlobalOptions(Surroundings surroundings, Wiring wiring) {
    super(surroundings, wiring);
    this.surroundings = surroundings;
    this.wiring = wiring;
  }

  Services services() throws MailException {
    return wiring.services(new WireOptions(timeout, verbose.length, trace));
  }

  boolean quiet() {
    return quiet;
  }

  int verbosity() {
    return verbose.length;
  }

  /** The printer of the form that is asked for; by itself a table on a terminal, rows in a pipe. */
  Printer printer() throws MailException {
    if ((json ? 1 : 0) + (jsonl ? 1 : 0) + (tsv ? 1 : 0) > 1) {
      throw new MailException(Kind.USAGE, "only one of --json, --jsonl and --tsv can be had");
    }
    if (inJson()) {
      return new JsonPrinter(surroundings.out(), jsonl);
    }
    Terminal terminal = surroundings.terminal();
    return tsv || !terminal.out()
        ? new TsvPrinter(surroundings.out())
        : new TextPrinter(
            paper == null ? surroundings.out() : paper, colored(terminal), surroundings.clock());
  }

  /** What a command does with the printer. */
  interface Job<T> {
    T run(Printer printer) throws MailException;
  }

  /** Runs {@code job} with the printer of the form that is asked for, and closes its answer. */
  <T> T print(Job<T> job) throws MailException {
    Printer printer = printer();
    try {
      T result = job.run(printer);
      printer.complete();
      return result;
    } catch (MailException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        // there is an answer, and it is that nothing is there
        printer.complete();
      }
      throw e;
    } finally {
      endBar();
      printer.end();
      if (paper != null) {
        paper.flush();
      }
    }
  }

  /** As {@link #print}, where the answer may be long: a person at a terminal pages through it. */
  <T> T paged(Job<T> job) throws MailException {
    Terminal terminal = surroundings.terminal();
    if (formIsNamed() || !terminal.in() || !terminal.out()) {
      return print(job);
    }
    try (Pager pager = Pager.of(surroundings.environment(), this::endBar).orElse(null)) {
      paper =
          pager == null
              ? null
              : new PrintWriter(new OutputStreamWriter(pager, StandardCharsets.UTF_8));
      return print(job);
    } catch (IOException e) {
      throw new MailException(Kind.IO, "the pager: " + FileTrouble.of(e), null, e);
    }
  }

  private void endBar() {
    if (bar != null) {
      bar.close();
    }
  }

  /**
   * Shows a person at a terminal how far {@code what} is, once it lasts; nobody else. It ends with
   * what {@link #print} runs.
   */
  Progress progress(String what) {
    Terminal terminal = surroundings.terminal();
    if (quiet || inJson() || !terminal.err()) {
      return Progress.NONE;
    }
    ProgressBar shown =
        new ProgressBar(what, surroundings.err(), terminal.width(), surroundings.clock());
    bar = shown;
    return shown;
  }

  /**
   * Standard output for raw messages.
   *
   * @throws MailException of kind USAGE where JSON is asked for, which has no room for bytes
   */
  RawOutput rawOutput() throws MailException {
    if (inJson()) {
      throw new MailException(
          Kind.USAGE,
          "raw bytes have no place in JSON",
          "Leave --json away, or name a file with -o.");
    }
    surroundings.out().flush();
    return new RawOutput(surroundings.stdout(), surroundings.terminal().out());
  }

  /** Whether answers are to be one JSON document. */
  boolean isDocument() {
    return json;
  }

  /** Whether answers are JSON, with no sentences beside it. */
  boolean inJson() {
    return json || jsonl;
  }

  /** Whether a form of the answer was asked for. */
  boolean formIsNamed() {
    return inJson() || tsv;
  }

  /** What is done, for whoever wants to know. */
  void inform(String message) {
    if (verbose.length > 0) {
      surroundings.err().print("icloud-mail: " + DisplayText.line(message) + "\n");
      surroundings.err().flush();
    }
  }

  /** A warning for the user, who may have asked for quiet. */
  void warn(String message) {
    if (!quiet) {
      surroundings.err().print("icloud-mail: warning: " + DisplayText.line(message) + "\n");
      surroundings.err().flush();
    }
  }

  /** Whether nobody wants to hear of what went well. */
  boolean silent() {
    return quiet && !inJson();
  }

  /** A line about what was done in all, for whoever has not asked for quiet or for JSON. */
  void tell(String message) {
    if (!quiet && !inJson()) {
      surroundings.out().flush();
      surroundings.err().print(message + "\n");
      surroundings.err().flush();
    }
  }

  /** A word to a person at a terminal, where an answer would be silence. */
  void note(String message) {
    if (!quiet && surroundings.terminal().out() && !formIsNamed()) {
      surroundings.err().print(message + "\n");
      surroundings.err().flush();
    }
  }

  private Terminal colored(Terminal terminal) {
    boolean wanted =
        switch (color) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> terminal.color();
        };
    return new Terminal(terminal.in(), terminal.out(), terminal.err(), terminal.width(), wanted);
  }
}

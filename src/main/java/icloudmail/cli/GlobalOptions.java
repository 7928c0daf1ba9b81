package icloudmail.cli;

import icloudmail.config.AccountResolver;
import icloudmail.model.Account;
import icloudmail.model.Accounts;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Progress;
import icloudmail.model.Query;
import icloudmail.render.DisplayText;
import icloudmail.render.JsonPrinter;
import icloudmail.render.Printer;
import icloudmail.render.ProgressBar;
import icloudmail.render.RawOutput;
import icloudmail.render.Terminal;
import icloudmail.render.TextPrinter;
import icloudmail.render.TsvPrinter;
import icloudmail.service.Services;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command: whose mail, in which form, how servers are spoken to. */
final class GlobalOptions {
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

  @Option(
      names = {"-a", "--account"},
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "The account, as the configuration file names it.")
  private List<String> account = new ArrayList<>();

  @Option(
      names = "--config",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "The configuration file.")
  private @Nullable Path config;

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
      description = "Write what goes over the wire to FILE, secrets masked.")
  private @Nullable Path trace;

  @Option(
      names = "--timeout",
      scope = ScopeType.INHERIT,
      paramLabel = "DURATION",
      defaultValue = "60s",
      converter = DurationConverter.class,
      description = "Longest wait for each answer of a server (default: 60s).")
  private Duration timeout;

  GlobalOptions(Surroundings surroundings, Wiring wiring) {
    this.surroundings = surroundings;
    this.wiring = wiring;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /**
   * The query of a command that has none by itself.
   *
   * @throws MailException of kind USAGE, saying {@code question}, where no word is given
   */
  Query named(List<String> words, String question) throws MailException {
    Query none = Query.all("");
    Query query = QueryParser.parse(words, none, surroundings);
    if (query.equals(none)) {
      throw new MailException(Kind.USAGE, question, "Name a UID, a reference or a query.");
    }
    return query;
  }

  Account account() throws MailException {
    if (account.size() > 1) {
      throw new MailException(
          Kind.USAGE, "one account at a time", "Only check takes -a more than once.");
    }
    return resolved(account.isEmpty() ? null : account.get(0));
  }

  /** The account, or all that were named with -a; each once. */
  List<Account> allAccounts() throws MailException {
    if (account.size() < 2) {
      return List.of(account());
    }
    List<Account> all = new ArrayList<>();
    for (String name : new LinkedHashSet<>(account)) {
      all.add(resolved(name));
    }
    return all;
  }

  private Account resolved(@Nullable String name) throws MailException {
    return wiring.accounts().resolve(name, config);
  }

  /**
   * The name that was given with -a, or null.
   *
   * @throws MailException of kind CONFIGURATION where there is no account of this name
   */
  @Nullable String accountName() throws MailException {
    return account.isEmpty() ? null : account().name();
  }

  /** The accounts that messages in the outbox name. */
  Accounts accounts() {
    return name -> name.equals(AccountResolver.ENVIRONMENT) ? account() : resolved(name);
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
    if (json || jsonl) {
      return new JsonPrinter(surroundings.out(), jsonl);
    }
    Terminal terminal = surroundings.terminal();
    return tsv || !terminal.out()
        ? new TsvPrinter(surroundings.out())
        : new TextPrinter(surroundings.out(), colored(terminal), surroundings.clock());
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
      if (bar != null) {
        bar.close();
      }
      printer.end();
    }
  }

  /**
   * Shows a person at a terminal how far {@code what} is, once it lasts; nobody else. It ends with
   * what {@link #print} runs.
   */
  Progress progress(String what) {
    Terminal terminal = surroundings.terminal();
    if (quiet || json || jsonl || !terminal.err()) {
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
    if (json || jsonl) {
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

  /** Whether a form of the answer was asked for. */
  boolean formIsNamed() {
    return json || jsonl || tsv;
  }

  /** Whether more than one account is meant. */
  boolean hasSeveralAccounts() {
    return account.size() > 1;
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
    return quiet && !json && !jsonl;
  }

  /** A line about what was done in all, for whoever has not asked for quiet or for JSON. */
  void tell(String message) {
    if (!quiet && !json && !jsonl) {
      surroundings.out().flush();
      surroundings.err().print(message + "\n");
      surroundings.err().flush();
    }
  }

  /** A word to a person at a terminal, where an answer would be silence. */
  void note(String message) {
    if (!quiet && surroundings.terminal().out() && !json && !jsonl && !tsv) {
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

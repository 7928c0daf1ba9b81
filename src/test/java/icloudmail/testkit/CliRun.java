package icloudmail.testkit;

import icloudmail.App;
import icloudmail.cli.Surroundings;
import icloudmail.config.Environment;
import icloudmail.model.PasswordSource;
import icloudmail.model.Secret;
import icloudmail.model.Ticker;
import icloudmail.render.ErrorOutput;
import icloudmail.render.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * One in-process run of the whole command tree.
 *
 * @param stdout standard output as bytes
 * @param err standard error without the note that local servers stand in
 */
public record CliRun(int exitCode, ByteArrayOutputStream stdout, String err) {
  /** The time that tests live in. */
  public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private static final String NOTE = "icloud-mail: (warning: )?not iCloud but .*, for tests\n";

  /** Standard output as text. */
  public String out() {
    return stdout.toString(StandardCharsets.UTF_8);
  }

  static String withoutNote(String err) {
    return err.replaceAll(NOTE, "");
  }

  @Override
  public String toString() {
    return "exit code " + exitCode + "\nstdout:\n" + out() + "\nstderr:\n" + err;
  }

  /** What a run starts from; each {@code with} answers a copy. */
  public record Setting(
      Map<String, String> environment,
      Terminal terminal,
      String stdin,
      Clock clock,
      Ticker ticker,
      List<String> typed) {
    /** In a pipe, with nothing on standard input. No server is there, least of all Apple's. */
    public static Setting of(Map<String, String> environment, Path state) {
      Map<String, String> all = new HashMap<>();
      all.put("ICLOUD_MAIL_LOCAL_SERVERS", "imap=1 smtp=1 ca=" + TestCertificate.valid().pem());
      all.put("XDG_STATE_HOME", state.toAbsolutePath().toString());
      all.put("XDG_CONFIG_HOME", state.toAbsolutePath().resolve("config").toString());
      all.putAll(environment);
      return new Setting(
          all,
          Terminal.none(),
          "",
          Clock.fixed(NOW, ZoneOffset.UTC),
          new StoppedByHand(),
          List.of());
    }

    /** As jo, in a pipe, against servers on these ports; port 1 is one where nobody listens. */
    public static Setting against(int imap, int smtp, TestCertificate trusted, Path state) {
      return of(
          Map.of(
              "ICLOUD_MAIL_LOGIN", MailServers.LOGIN,
              "ICLOUD_MAIL_PASSWORD", MailServers.PASSWORD,
              "ICLOUD_MAIL_LOCAL_SERVERS",
                  "imap=" + imap + " smtp=" + smtp + " ca=" + trusted.pem()),
          state);
    }

    /** All three streams are a terminal of this width, without colour. */
    public Setting onTerminal(int width) {
      return new Setting(
          environment, new Terminal(true, true, true, width, false), stdin, clock, ticker, typed);
    }

    public Setting withStdin(String text) {
      return new Setting(environment, terminal, text, clock, ticker, typed);
    }

    /** What is typed, unseen, where a password is asked for. */
    public Setting typing(String... passwords) {
      return new Setting(environment, terminal, stdin, clock, ticker, List.of(passwords));
    }

    public Setting with(String variable, String value) {
      Map<String, String> changed = new HashMap<>(environment);
      changed.put(variable, value);
      return new Setting(changed, terminal, stdin, clock, ticker, typed);
    }

    public Setting without(String variable) {
      Map<String, String> changed = new HashMap<>(environment);
      changed.remove(variable);
      return new Setting(changed, terminal, stdin, clock, ticker, typed);
    }

    public Setting with(Ticker other) {
      return new Setting(environment, terminal, stdin, clock, other, typed);
    }

    public Setting with(Clock other) {
      return new Setting(environment, terminal, stdin, other, ticker, typed);
    }

    /** Runs one command line. */
    public CliRun run(String... arguments) {
      return run(app -> app.run(arguments));
    }

    /** Runs one command line of sendmail. */
    public CliRun sendmail(String... arguments) {
      return run(app -> app.sendmail(arguments));
    }

    /** Runs one command line that does not end by itself. */
    public LiveRun start(String... arguments) {
      return start(new StoppedByHand(), arguments);
    }

    /** Runs one command line that does not end by itself, in this time. */
    public LiveRun start(StoppedByHand time, String... arguments) {
      return new LiveRun(this, time, arguments);
    }

    private CliRun run(ToIntFunction<App> door) {
      ByteArrayOutputStream stdout = new ByteArrayOutputStream();
      StringWriter err = new StringWriter();
      int code = door.applyAsInt(app(stdout, err, ticker));
      return new CliRun(code, stdout, withoutNote(err.toString()));
    }

    App app(OutputStream stdout, StringWriter err, Ticker time) {
      Surroundings surroundings =
          new Surroundings(
              new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
              stdout,
              new PrintWriter(new OutputStreamWriter(stdout, StandardCharsets.UTF_8)),
              new ErrorOutput(err),
              terminal,
              clock,
              pause -> {},
              time,
              new Environment(environment));
      return new App(surroundings, typed.isEmpty() ? Optional.empty() : Optional.of(prompt()));
    }

    private PasswordSource prompt() {
      Iterator<String> next = typed.iterator();
      return new PasswordSource() {
        @Override
        public Secret password() {
          return new Secret(next.next());
        }

        @Override
        public String origin() {
          return "the prompt";
        }
      };
    }
  }
}

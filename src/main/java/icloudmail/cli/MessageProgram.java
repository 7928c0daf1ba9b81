package icloudmail.cli;

import icloudmail.config.AccountResolver;
import icloudmail.config.ChildProcess;
import icloudmail.model.Address;
import icloudmail.model.Envelope;
import icloudmail.model.FileTrouble;
import icloudmail.model.Listing;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Scope;
import icloudmail.model.ShownAddress;
import icloudmail.model.StrangersText;
import icloudmail.model.Ticker;
import icloudmail.render.JsonPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The command of {@code --exec}, run once for each message: directly, by no shell, with what
 * strangers wrote in its environment and on its standard input and never in its words. It gets no
 * password.
 */
final class MessageProgram {
  /** No system takes a variable of any length, and what is in JSON is whole. */
  private static final int LONGEST = 2000;

  /** Whoever ends a program by hand waits for a second, and wants nothing of it to stay behind. */
  private static final Duration MERCY = Duration.ofMillis(300);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<String> argv;
  private final Duration limit;
  private final Surroundings surroundings;

  /**
   * @param limit how long one run may take
   * @throws MailException of kind NO_INPUT where there is no such program
   */
  MessageProgram(List<String> argv, Duration limit, Surroundings surroundings)
      throws MailException {
    this.argv = List.copyOf(argv);
    this.limit = limit;
    this.surroundings = surroundings;
    if (!Programs.has(surroundings.environment(), argv.get(0))) {
      throw new MailException(
          Kind.NO_INPUT,
          "there is no program '" + argv.get(0) + "' to run",
          "Name it by its path; no shell looks at the words behind --exec.");
    }
  }

  /**
   * Runs it.
   *
   * @return null where it ended with 0, else what became of it, for a person
   */
  @Nullable String run(String account, Envelope message) throws MailException {
    surroundings.out().flush();
    Process process;
    try {
      process = builder(account, message).start();
    } catch (IOException e) {
      return "cannot be run: " + FileTrouble.of(e);
    }
    Ticker.Guard guard = surroundings.ticker().guard(() -> stop(process));
    try {
      feed(process, json(message));
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return "did not end within " + limit.toSeconds() + " s";
      }
      return process.exitValue() == 0 ? null : "ended with exit code " + process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "was interrupted";
    } finally {
      end(process);
      guard.close();
    }
  }

  private ProcessBuilder builder(String account, Envelope message) {
    ProcessBuilder builder =
        ChildProcess.of(argv)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    Map<String, String> variables = builder.environment();
    if (!account.equals(AccountResolver.ENVIRONMENT)) {
      variables.put("ICLOUD_MAIL_ACCOUNT", account);
    }
    variables.put("ICLOUD_MAIL_REF", whole(message.reference().toString()));
    variables.put("ICLOUD_MAIL_FROM", message.from().isEmpty() ? "" : from(message.from().get(0)));
    variables.put("ICLOUD_MAIL_SUBJECT", line(message.subject()));
    variables.put("ICLOUD_MAIL_DATE", message.date() == null ? "" : message.date().toString());
    variables.put("ICLOUD_MAIL_MESSAGE_ID", line(message.messageId()));
    return builder;
  }

  private static String from(Address address) {
    return line(ShownAddress.full(address));
  }

  /** Half a reference could mean another message; one that no variable holds is in JSON alone. */
  private static String whole(String reference) {
    return reference.indexOf('\0') >= 0 || reference.length() > LONGEST ? "" : reference;
  }

  /** An environment holds no NUL, and a script rarely expects more than a line. */
  private static String line(@Nullable String text) {
    return text == null ? "" : StrangersText.atMost(LONGEST, StrangersText.line(text));
  }

  private static byte[] json(Envelope message) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    Scope scope = Scope.of(message.reference().folder());
    new JsonPrinter(out, true).listing(new Listing(scope, List.of(message)));
    out.flush();
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** In a thread of its own, since the command need not read. */
  private static void feed(Process process, byte[] json) {
    Thread writer =
        new Thread(
            () -> {
              try (OutputStream in = process.getOutputStream()) {
                in.write(json);
              } catch (IOException e) {
                // it does not want to know more
              }
            },
            "icloud-mail-exec");
    writer.setDaemon(true);
    writer.start();
  }

  private static void stop(Process process) {
    List<ProcessHandle> all = process.descendants().toList();
    ask(process);
    try {
      if (!process.waitFor(MERCY.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void ask(Process process) {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroy();
    all.forEach(ProcessHandle::destroy);
  }

  /** What is left of it and of what it began; that it has ended is no matter then. */
  private static void end(Process process) {
    if (!process.isAlive()) {
      return;
    }
    List<ProcessHandle> all = process.descendants().toList();
    ask(process);
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }
}

package icloudmail.cli;

import icloudmail.model.Account;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Query;
import icloudmail.service.Services;
import icloudmail.service.WatchService.Manner;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is new, now or from now on, and what is done with it. */
final class NewMailOptions implements OptionGroup {
  private static final String DEFAULT_JOB = "default";

  @Option(
      names = "--new",
      paramLabel = "JOB",
      arity = "0..1",
      preprocessor = AttachedValue.class,
      description =
          "Only what JOB has not been told before; the first time, what is there is not new.")
  private @Nullable String job;

  @Option(names = "--from-start", description = "With --new, the first time: all is new.")
  private boolean fromStart;

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Wait so long for a message at most, for example 2m.")
  private @Nullable Duration longest;

  @Option(names = "--watch", description = "Go on until stopped, telling each new message.")
  private boolean watch;

  @Option(names = "--notify", description = "Show each message on the desktop.")
  private boolean notify;

  @Option(
      names = "--exec-timeout",
      paramLabel = "DURATION",
      defaultValue = "10m",
      converter = DurationConverter.class,
      description = "How long a command may take (default: 10m).")
  private Duration limit;

  @Option(
      names = "--exec",
      paramLabel = "CMD ARG...",
      arity = "1..*",
      hideParamSyntax = true,
      preprocessor = RestOfLine.class,
      description =
          "Run CMD for each message, all words behind it its own. It finds ICLOUD_MAIL_REF, _FROM,"
              + " _SUBJECT, _DATE and _MESSAGE_ID in its environment and the message as JSON on its"
              + " standard input. Where it fails, the message is offered again.")
  private @Nullable List<String> command;

  @Override
  public String heading() {
    return "New mail";
  }

  /** Whether more is asked for than what is there now. */
  boolean isMeant() {
    return job != null || fromStart || watch || notify || longest != null || command != null;
  }

  /** Does it; answers the exit code. */
  int run(Query query, boolean count, GlobalOptions global) throws MailException {
    check(count, global);
    MessageProgram exec =
        command == null ? null : new MessageProgram(command, limit, global.surroundings());
    Notification desktop = notify ? new Notification(global) : null;
    List<Account> accounts = global.allAccounts();
    Reception reception =
        new Reception(global.printer(), exec, desktop, watch, query.scope(), global);
    try {
      tell(accounts, query, global.services(), reception);
      return reception.exitCode();
    } catch (MailException e) {
      if (reception.isCut()) {
        // nobody reads on: that is told where the process ends
        return ExitCode.OK;
      }
      throw e;
    } finally {
      reception.end();
    }
  }

  private void tell(List<Account> accounts, Query query, Services services, Reception reception)
      throws MailException {
    String name = AttachedValue.NONE.equals(job) ? DEFAULT_JOB : job;
    if (watch || longest != null) {
      Manner manner = new Manner(name, fromStart, name == null && !watch, longest);
      services.watch().watch(accounts, query, manner, reception, reception);
    } else if (name != null) {
      services.check().news(accounts, query, name, fromStart, reception);
    } else {
      services.check().present(accounts, query, reception);
    }
  }

  private void check(boolean count, GlobalOptions global) throws MailException {
    if (command != null && command.isEmpty()) {
      throw new MailException(
          Kind.USAGE, "--exec needs a command", "For example: --exec notify-send 'new mail'");
    }
    if (watch && longest != null) {
      throw new MailException(Kind.USAGE, "--wait ends with the first message, --watch never does");
    }
    if (fromStart && job == null) {
      throw new MailException(Kind.USAGE, "--from-start is for --new=JOB");
    }
    if (count) {
      throw new MailException(
          Kind.USAGE, "--count tells what is there, not what is new", "Leave --count away.");
    }
    if (watch && global.isDocument()) {
      throw new MailException(
          Kind.USAGE, "a watch has no end, and a JSON document needs one", "Use --jsonl.");
    }
  }
}

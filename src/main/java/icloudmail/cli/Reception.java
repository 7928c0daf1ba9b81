package icloudmail.cli;

import icloudmail.model.Envelope;
import icloudmail.model.Listing;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Receiver;
import icloudmail.model.Scope;
import icloudmail.model.WatchEvent;
import icloudmail.model.WatchReport;
import icloudmail.render.Printer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prints new messages, runs a command with them, shows them on the desktop. */
final class Reception implements Receiver, WatchReport {
  /** A pause that comes after half a minute of failures. */
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Printer printer;
  private final @Nullable MessageProgram command;
  private final @Nullable Notification desktop;
  private final boolean watch;
  private final Scope scope;
  private final GlobalOptions global;
  private final Set<String> blind = new HashSet<>();
  private long told;
  private long failed;
  private boolean cut;

  /**
   * @param watch whether each is told at once, as an event
   */
  Reception(
      Printer printer,
      @Nullable MessageProgram command,
      @Nullable Notification desktop,
      boolean watch,
      Scope scope,
      GlobalOptions global) {
    this.printer = printer;
    this.command = command;
    this.desktop = desktop;
    this.watch = watch;
    this.scope = scope;
    this.global = global;
  }

  @Override
  public boolean take(String account, Envelope message) throws MailException {
    if (command != null) {
      if (global.surroundings().ticker().stopped()) {
        // the signal that has ended one command would not end the next
        return false;
      }
      String failure = command.run(account, message);
      if (failure != null) {
        failed++;
        global.warn(message.reference() + " will be offered again: the command " + failure);
        return false;
      }
    }
    if (desktop != null) {
      desktop.show(message);
    }
    if (prints()) {
      print(account, message);
    }
    told++;
    return true;
  }

  /** A command has its own output, which ours would only get mixed into. */
  private boolean prints() {
    return !global.silent() && (command == null || global.formIsNamed());
  }

  private void print(String account, Envelope message) throws MailException {
    if (watch) {
      printer.event(new WatchEvent.Arrival(account, message));
      flushed();
    } else {
      Listing one = new Listing(scope, List.of(message));
      printer.listing(global.hasSeveralAccounts() ? one.of(account) : one);
    }
  }

  private void flushed() throws MailException {
    if (global.surroundings().out().checkError()) {
      cut = true;
      throw new MailException(Kind.IO, "cannot write the answer", null);
    }
  }

  @Override
  public boolean arrives() {
    return watch || command != null;
  }

  @Override
  public boolean complete() {
    if (!watch && prints()) {
      printer.complete();
      printer.end();
    }
    cut |= global.surroundings().out().checkError();
    return !cut;
  }

  @Override
  public void event(WatchEvent event) throws MailException {
    if (watch && !global.silent()) {
      printer.event(event);
      flushed();
    }
    if (event instanceof WatchEvent.Reconnect reconnect) {
      global.inform(
          reconnect.account()
              + ": "
              + reconnect.reason()
              + "; connecting again in "
              + reconnect.pause().toSeconds()
              + " s");
    }
    if (watch) {
      warnOfBlindness(event);
    }
  }

  /** A short setback is nobody's concern; that for longer nothing new would be seen is. */
  private void warnOfBlindness(WatchEvent event) {
    if (event instanceof WatchEvent.Reconnect reconnect
        && reconnect.pause().compareTo(LONG) >= 0
        && blind.add(reconnect.account())) {
      global.warn(
          reconnect.account()
              + ": what is new cannot be seen now, it is tried again and again: "
              + reconnect.reason());
    } else if (event instanceof WatchEvent.Heartbeat && blind.remove(event.account())) {
      global.warn(event.account() + ": what is new is seen again");
    }
  }

  @Override
  public void setback(String account, MailException failure) {
    global.warn(account + ": " + failure.getMessage());
  }

  /** Whether nobody reads the answer any more. */
  boolean isCut() {
    return cut;
  }

  /** Closes the answer, whole or not. */
  void end() {
    printer.end();
    global.surroundings().out().flush();
  }

  int exitCode() {
    if (cut) {
      return ExitCode.OK;
    }
    if (failed > 0 && !watch) {
      return ExitCode.TEMPORARY;
    }
    return told > 0 ? ExitCode.OK : ExitCode.NOTHING;
  }
}

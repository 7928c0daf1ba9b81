package icloudmail.testkit.icloud;

import icloudmail.testkit.icloud.CommandLines.Whole;
import icloudmail.testkit.icloud.Faults.Fault;
import icloudmail.testkit.icloud.Faults.Kind;
import icloudmail.testkit.icloud.Request.Command;
import icloudmail.testkit.icloud.Request.State;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** One connection: takes commands, looks them up, and lets the faults have their way. */
final class ImapConversation {
  static final String GREETING =
      "* OK ["
          + SessionCommands.BEFORE_LOGIN
          + "] (2606B15-0579518368c0) p00-iscream-55668b59f7-6f7mg";

  /** While these go on, the client counts on its message numbers (RFC 3501, 7.4.1). */
  private static final List<String> NUMBERED = List.of("FETCH", "STORE", "SEARCH", "SORT");

  private final ImapDouble server;
  private final Faults faults;
  private final Wire wire;
  private final CommandLines lines;
  private final ImapSession session;
  private final Map<String, Command> table = new HashMap<>();

  ImapConversation(ImapDouble server, Wire wire) {
    this.server = server;
    this.wire = wire;
    faults = server.faults();
    lines = new CommandLines(wire, this::continuation);
    session = new ImapSession(server);
    new SessionCommands(session).addTo(table);
    new FolderCommands(session).addTo(table);
    new FetchCommand(session).addTo(table);
    new SearchCommands(session).addTo(table);
    new MessageCommands(session).addTo(table);
    new IdleCommand(session, wire).addTo(table);
  }

  void run() throws IOException {
    Optional<Fault> fault = faults.next("CONNECT");
    strike(fault);
    disturb(fault);
    wire.spoil(fault);
    pause("CONNECT");
    wire.send(refusal(fault).map(reply -> "* " + reply).orElse(GREETING) + "\r\n");
    for (String line = wire.line(); line != null; line = wire.line()) {
      command(line);
      if (session.isOver()) {
        wire.close();
        return;
      }
    }
  }

  private void command(String line) throws IOException {
    int blank = line.indexOf(' ');
    String tag = blank > 0 ? line.substring(0, blank) : "*";
    String first = line.substring(blank + 1);
    if (session.wasRefused() && server.closesAfterRefusal()) {
      server.record(first);
      wire.close();
      throw new Wire.Closed();
    }
    Optional<Fault> fault = faults.next(first);
    if (fault.filter(f -> isImmediate(f.kind())).isPresent()) {
      server.record(first);
      strike(fault);
    }
    wire.spoil(Optional.empty());
    Optional<Whole> whole = lines.complete(tag, first);
    server.record(whole.map(Whole::shown).orElse(first));
    wire.spoil(fault);
    if (whole.isPresent()) {
      answer(tag, whole.get().text(), fault);
    }
  }

  /** Asks for a literal; false where it is refused instead. */
  private boolean continuation(String tag, String request) throws IOException {
    Optional<Fault> fault = faults.next("CONTINUE");
    strike(fault);
    disturb(fault);
    Optional<String> refusal = refusal(fault);
    boolean odd = fault.filter(f -> f.kind() == Kind.WRONG_TAG).isPresent();
    wire.send(refusal.map(reply -> tag + " " + reply).orElse(odd ? "x" + tag + " OK" : request));
    if (refusal.isPresent() || odd) {
      wire.send("\r\n");
      return false;
    }
    if (fault.filter(f -> f.kind() == Kind.DEAF).isPresent()) {
      wire.standstill();
    }
    return true;
  }

  private void answer(String tag, String text, Optional<Fault> fault) throws IOException {
    Answer answer = new Answer();
    session.selection().ifPresent(selection -> selection.sayEchoes(answer));
    String name = name(text);
    Optional<String> refusal = refusal(fault);
    String reply = refusal.isPresent() ? refusal.get() : carriedOut(tag, name, text, answer, fault);
    if (fault.filter(f -> f.kind() == Kind.UNANSWERED).isPresent()) {
      wire.close();
      throw new Wire.Closed();
    }
    session.selection().ifPresent(selection -> selection.sync(answer, !NUMBERED.contains(name)));
    boolean odd = fault.filter(f -> f.kind() == Kind.WRONG_TAG).isPresent();
    answer.line((odd ? "x" : "") + tag + " " + reply);
    pause(text);
    disturb(fault);
    wire.send(answer.take(fault));
  }

  private String carriedOut(
      String tag, String name, String text, Answer answer, Optional<Fault> fault)
      throws IOException {
    try {
      Command command = table.get(name);
      if (command == null) {
        throw Refused.parseError();
      }
      if (command.needs() != State.ALWAYS && !session.isLoggedIn()) {
        throw new Refused("BAD Authenticate first");
      }
      Words words = new Words(WordParser.parse(text.substring(name.length())));
      if (command.needs() == State.SELECTED) {
        session.selected();
      }
      return command.handler().run(new Request(tag, name, words, answer, fault));
    } catch (Refused refused) {
      return refused.reply();
    }
  }

  /** The first word in upper case, and the second too where the first is UID. */
  private static String name(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    int end = upper.indexOf(' ', upper.startsWith("UID ") ? "UID ".length() : 0);
    return end < 0 ? upper : upper.substring(0, end);
  }

  private static Optional<String> refusal(Optional<Fault> fault) {
    return fault
        .filter(f -> f.kind() == Kind.NO || f.kind() == Kind.BAD)
        .map(f -> f.kind() + " " + f.text());
  }

  private static boolean isImmediate(Kind kind) {
    return switch (kind) {
      case BYE, CLOSE, RESET, STALL, GARBAGE, ENDLESS, TRICKLE -> true;
      case NO, BAD, UNANSWERED, CUT, MISCOUNT, DRIP, OMIT, NUL, WRONG_TAG, FLOOD, DEAF -> false;
    };
  }

  /** Ends the connection, if that is the fault, before anything is answered or done. */
  private void strike(Optional<Fault> fault) throws IOException {
    if (fault.isEmpty() || !isImmediate(fault.get().kind())) {
      return;
    }
    switch (fault.get().kind()) {
      case BYE -> wire.send("* BYE Service temporarily unavailable\r\n");
      case RESET -> wire.reset();
      case STALL -> wire.stall();
      case GARBAGE -> wire.send(Wire.GARBAGE + "\r\n");
      case ENDLESS -> wire.repeat("* OK x ".concat("x".repeat(1017)), fault.get().number() >> 10);
      case TRICKLE -> wire.trickle("* OK Still here\r\n", fault.get().number());
      default -> {}
    }
    wire.close();
    throw new Wire.Closed();
  }

  /** What comes before the answer, which then comes nevertheless. */
  private void disturb(Optional<Fault> fault) throws IOException {
    if (fault.filter(f -> f.kind() == Kind.NUL).isPresent()) {
      wire.send("\0\0\0\r\n");
    }
    if (fault.filter(f -> f.kind() == Kind.FLOOD).isPresent()) {
      wire.repeat("* OK Still here\r\n", fault.get().number());
    }
  }

  private void pause(String line) {
    long end = System.nanoTime() + faults.latency(line).toNanos();
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}

package icloudmail.testkit.icloud;

import icloudmail.testkit.icloud.Faults.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;

/** One connection to the submission server: each command, its reply, and what goes wrong. */
final class SmtpConversation {
  private static final String HOST = "outbound.st.icloud.com";
  private static final String GREETING = "220 iCloud SMTP - " + HOST;
  private static final String READY_FOR_TLS = "220 2.0.0 Ready to start TLS";
  private static final String DATA_WANTED = "354 End data with <CR><LF>.<CR><LF>";
  private static final String SHUTTING_DOWN = "421 4.3.2 Service shutting down";

  private static final List<String> PLAIN =
      List.of(
          HOST,
          "PIPELINING",
          "SIZE " + SmtpTransaction.MAX_SIZE,
          "ETRN",
          "STARTTLS",
          "ENHANCEDSTATUSCODES",
          "8BITMIME",
          "DSN",
          "SMTPUTF8",
          "CHUNKING");
  private static final List<String> SECURE =
      List.of(
          HOST,
          "PIPELINING",
          "SIZE " + SmtpTransaction.MAX_SIZE,
          "ETRN",
          "AUTH LOGIN PLAIN ATOKEN ATOKEN2 WSTOKEN WETOKEN XOAUTH2",
          "ENHANCEDSTATUSCODES",
          "8BITMIME",
          "DSN",
          "SMTPUTF8",
          "CHUNKING");

  private final SmtpDouble server;
  private final Wire wire;
  private final Faults faults;
  private final SSLContext context;
  private final SmtpTransaction transaction;
  private final SmtpLogin login;
  private final StringBuilder withheld = new StringBuilder();
  private boolean greeted;

  /** What a command does and answers, without the last line end. */
  private interface Work {
    String reply() throws IOException;
  }

  SmtpConversation(SmtpDouble server, Wire wire, Faults faults, SSLContext context) {
    this.server = server;
    this.wire = wire;
    this.faults = faults;
    this.context = context;
    transaction = new SmtpTransaction(server);
    login = new SmtpLogin(wire);
  }

  void hold() throws IOException {
    answer("CONNECT", () -> GREETING);
    for (String line = wire.line(); line != null; line = wire.line()) {
      String command = line;
      server.heard(command);
      String reply = answer(command, () -> reply(command));
      if (reply.equals(READY_FOR_TLS)) {
        startTls();
      } else if (reply.equals(DATA_WANTED)) {
        message();
      }
    }
  }

  private void startTls() throws IOException {
    Optional<Fault> fault = faults.next("TLS");
    if (fault.isPresent()) {
      // else it may be read together with the reply before, and be thrown away
      wire.octets(1);
      wire.send(spoilt(fault.get(), () -> "") + "\r\n");
      throw closed();
    }
    wire.startTls(context);
    greeted = false;
  }

  private void message() throws IOException {
    Optional<Fault> fault = faults.next("MIDWAY");
    if (fault.isPresent()) {
      wire.octets(1);
      if (fault.get().kind() == Faults.Kind.STALL) {
        wire.standstill();
      }
      String early = spoilt(fault.get(), () -> "");
      wire.send(early + "\r\n");
      SmtpContent.read(wire);
      if (early.equals(SHUTTING_DOWN)) {
        throw closed();
      }
    } else {
      SmtpContent content = SmtpContent.read(wire);
      answer(".", () -> transaction.end(content));
    }
    transaction.reset();
  }

  private String answer(String command, Work work) throws IOException {
    Optional<Fault> fault = faults.next(command);
    wire.spoil(fault);
    String reply = fault.isPresent() ? spoilt(fault.get(), work) : work.reply();
    hold(faults.latency(command));
    withheld.append(reply).append("\r\n");
    if (!server.settings().withholdsReplies() || !command.matches("(?i)(MAIL|RCPT) .*")) {
      wire.send(withheld.toString());
      withheld.setLength(0);
    }
    wire.spoil(Optional.empty());
    if (reply.startsWith("221 ") || reply.startsWith("421 ")) {
      throw closed();
    }
    return reply;
  }

  private String spoilt(Fault fault, Work work) throws IOException {
    return switch (fault.kind()) {
      case NO -> coded("451", fault.text());
      case BAD -> coded("554", fault.text());
      case BYE -> SHUTTING_DOWN;
      case UNANSWERED -> {
        work.reply();
        throw closed();
      }
      case CLOSE -> throw closed();
      case RESET -> {
        wire.reset();
        throw new Wire.Closed();
      }
      case STALL -> {
        wire.stall();
        throw new Wire.Closed();
      }
      case GARBAGE -> Wire.GARBAGE;
      case ENDLESS -> {
        wire.repeat("250 x".repeat(200), fault.number() / 1000);
        throw closed();
      }
      case NUL -> "\0\0\0\r\n" + work.reply();
      case WRONG_TAG -> "699 What is this";
      case FLOOD -> {
        wire.repeat("250-Still here\r\n", fault.number());
        yield work.reply();
      }
      case TRICKLE -> {
        wire.trickle("250-Still here\r\n", fault.number());
        throw closed();
      }
      case DEAF -> {
        wire.standstill();
        throw new Wire.Closed();
      }
      case CUT, DRIP, MISCOUNT, OMIT -> work.reply();
    };
  }

  private Wire.Closed closed() throws IOException {
    wire.close();
    return new Wire.Closed();
  }

  private static String coded(String code, String text) {
    return text.matches("(?s)[2-5]\\d\\d[ -].*") ? text : code + " " + text;
  }

  private static void hold(Duration latency) {
    long end = System.nanoTime() + latency.toNanos();
    for (long left = latency.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private String reply(String line) throws IOException {
    String[] words = line.split(" ", 2);
    String verb = words[0].toUpperCase(Locale.ROOT);
    String argument = words.length > 1 ? words[1].strip() : "";
    return switch (verb) {
      case "EHLO" -> hello(verb, argument, wire.isTls() ? SECURE : PLAIN);
      case "HELO" -> hello(verb, argument, List.of(HOST));
      case "STARTTLS" -> wire.isTls() ? "554 5.5.1 Error: TLS already active" : READY_FOR_TLS;
      case "AUTH" -> ifGreeted(() -> transaction.isOpen() ? nested() : login.reply(argument));
      case "MAIL" -> ifGreeted(() -> ifLoggedIn(() -> transaction.mail(argument)));
      case "RCPT" -> transaction.rcpt(argument);
      case "DATA" -> transaction.data().orElse(DATA_WANTED);
      case "RSET" -> {
        transaction.reset();
        yield "250 2.0.0 Ok";
      }
      case "NOOP" -> "250 2.0.0 Ok";
      case "VRFY" ->
          argument.isEmpty() ? "501 5.5.4 Syntax: VRFY address" : "252 2.0.0 " + argument;
      case "QUIT" -> "221 2.0.0 Bye";
      default -> "500 5.5.2 Error: command not recognized";
    };
  }

  private String hello(String verb, String name, List<String> lines) {
    if (name.isEmpty()) {
      return "501 Syntax: " + verb + " hostname";
    }
    greeted = true;
    transaction.reset();
    List<String> said = lines.stream().filter(server.settings()::offers).toList();
    int last = said.size() - 1;
    StringBuilder reply = new StringBuilder();
    said.subList(0, last).forEach(line -> reply.append("250-").append(line).append("\r\n"));
    return reply.append("250 ").append(said.get(last)).toString();
  }

  private String ifGreeted(Work work) throws IOException {
    return greeted ? work.reply() : "503 5.5.1 Error: send HELO/EHLO first";
  }

  private String ifLoggedIn(Work work) throws IOException {
    return login.succeeded() ? work.reply() : "530 5.7.0 Authentication required";
  }

  private static String nested() {
    return "503 5.5.1 Error: MAIL transaction in progress";
  }
}

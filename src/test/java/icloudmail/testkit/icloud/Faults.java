package icloudmail.testkit.icloud;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The switches: which command goes wrong, at which of its occurrences, and how. A command is named
 * by the words that its line begins with, {@code "UID FETCH"} or {@code "MAIL"}; a fault may ask
 * for more of the line. The end of DATA is named {@code "."}, the connection itself {@code
 * "CONNECT"}; with SMTP, the TLS hand-shake {@code "TLS"}, and the first line of a message {@code
 * "MIDWAY"}; with IMAP, the request for a literal {@code "CONTINUE"}. One double keeps one set of
 * switches for all its connections.
 */
public final class Faults {
  /** What goes wrong. */
  public enum Kind {
    /** The tagged or only reply is NO, or 4xx with SMTP, with the text given. */
    NO,
    /** The tagged or only reply is BAD, or 5xx with SMTP, with the text given. */
    BAD,
    /** An untagged BYE, or 421 with SMTP; then the connection is closed. */
    BYE,
    /** Closed in an orderly way, before anything is answered or done. */
    CLOSE,
    /** As {@link #CLOSE}, by RST. */
    RESET,
    /** Nothing is answered, ever; the connection stays. */
    STALL,
    /** What comes is a line, and no answer of this protocol; nothing is done. */
    GARBAGE,
    /** The command is carried out, and the connection closed before its answer. */
    UNANSWERED,
    /** The answer ends after so many octets, with the connection. */
    CUT,
    /** The first literal of the answer announces so many octets more than it has. */
    MISCOUNT,
    /** The answer comes octet by octet. */
    DRIP,
    /** The row of this UID is left out of the answer, which is OK (icloud-facts 2). */
    OMIT,
    /** In place of an answer one line of so many octets; then the connection is closed. */
    ENDLESS,
    /** A line of NUL, then the answer. */
    NUL,
    /** The tagged reply has another tag, and is the last word; with SMTP, a code of no class. */
    WRONG_TAG,
    /** So many lines that nobody asked for, then the answer. */
    FLOOD,
    /** In place of an answer lines without end, an octet every so many milliseconds. */
    TRICKLE,
    /** Nothing is read any more; of IMAP, after a literal was asked for. */
    DEAF
  }

  /**
   * One thing that goes wrong.
   *
   * @param text of NO and BAD, after the word itself
   * @param number octets of CUT, MISCOUNT and ENDLESS, lines of FLOOD, milliseconds of TRICKLE, the
   *     UID of OMIT
   */
  public record Fault(Kind kind, String text, long number) {}

  private final List<Rule> rules = new ArrayList<>();
  private final List<Latency> latencies = new ArrayList<>();
  private final List<String> occurrences = new ArrayList<>();

  private record Latency(String command, Duration duration) {}

  /** The next occurrence of {@code command} goes wrong, unless the rule says otherwise. */
  public Rule on(String command) {
    return new Rule(command.toUpperCase(Locale.ROOT));
  }

  /** Each answer to {@code command} comes so much later; an empty name means all commands. */
  public synchronized void latency(String command, Duration duration) {
    latencies.add(new Latency(command.toUpperCase(Locale.ROOT), duration));
  }

  public synchronized void clear() {
    rules.clear();
    latencies.clear();
  }

  /** Counts an occurrence of {@code line}, and tells what goes wrong with it. */
  synchronized Optional<Fault> next(String line) {
    occurrences.add(line);
    Optional<Fault> result = Optional.empty();
    for (Rule rule : rules) {
      if (rule.minds(line) && rule.strikes() && result.isEmpty()) {
        result = Optional.of(rule.fault());
      }
    }
    return result;
  }

  /** All that could have gone wrong so far, over all connections: command lines and the names. */
  public synchronized List<String> occurrences() {
    return List.copyOf(occurrences);
  }

  /** How long the answer to {@code line} is held back. */
  synchronized Duration latency(String line) {
    return latencies.stream()
        .filter(latency -> begins(line, latency.command))
        .map(Latency::duration)
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static boolean begins(String line, String command) {
    String upper = line.toUpperCase(Locale.ROOT);
    return upper.startsWith(command)
        && (command.isEmpty()
            || upper.length() == command.length()
            || !Character.isLetterOrDigit(upper.charAt(command.length())));
  }

  private synchronized void add(Rule rule) {
    rules.add(rule);
  }

  /** A switch; it is on once a method that names the fault was called. */
  public final class Rule {
    private final String command;
    private String part = "";
    private int skip;
    private int times = 1;
    private int seen;
    private Fault fault = new Fault(Kind.CLOSE, "", 0);

    private Rule(String command) {
      this.command = command;
    }

    /** Minds only lines that hold {@code text} somewhere, {@code "BODY.PEEK[]"}. */
    public Rule holding(String text) {
      part = text.toUpperCase(Locale.ROOT);
      return this;
    }

    /** Lets so many occurrences pass first. */
    public Rule after(int occurrences) {
      skip = occurrences;
      return this;
    }

    /** Strikes so many occurrences instead of one. */
    public Rule times(int occurrences) {
      times = occurrences;
      return this;
    }

    public Rule always() {
      return times(Integer.MAX_VALUE);
    }

    public void no(String text) {
      add(new Fault(Kind.NO, text, 0));
    }

    public void bad(String text) {
      add(new Fault(Kind.BAD, text, 0));
    }

    /** As Apple says it while its servers are busy (icloud-facts 4). */
    public void unavailable() {
      bad("[UNAVAILABLE] Service temporarily unavailable");
    }

    public void bye() {
      add(new Fault(Kind.BYE, "", 0));
    }

    public void close() {
      add(new Fault(Kind.CLOSE, "", 0));
    }

    public void reset() {
      add(new Fault(Kind.RESET, "", 0));
    }

    public void stall() {
      add(new Fault(Kind.STALL, "", 0));
    }

    public void garbage() {
      add(new Fault(Kind.GARBAGE, "", 0));
    }

    public void unanswered() {
      add(new Fault(Kind.UNANSWERED, "", 0));
    }

    public void cutAfter(int octets) {
      add(new Fault(Kind.CUT, "", octets));
    }

    public void miscount(int octets) {
      add(new Fault(Kind.MISCOUNT, "", octets));
    }

    public void drip() {
      add(new Fault(Kind.DRIP, "", 0));
    }

    public void omit(long uid) {
      add(new Fault(Kind.OMIT, "", uid));
    }

    public void endless(long octets) {
      add(new Fault(Kind.ENDLESS, "", octets));
    }

    public void nul() {
      add(new Fault(Kind.NUL, "", 0));
    }

    public void wrongTag() {
      add(new Fault(Kind.WRONG_TAG, "", 0));
    }

    public void flood(long lines) {
      add(new Fault(Kind.FLOOD, "", lines));
    }

    public void trickle(long millis) {
      add(new Fault(Kind.TRICKLE, "", millis));
    }

    public void deaf() {
      add(new Fault(Kind.DEAF, "", 0));
    }

    private void add(Fault what) {
      fault = what;
      Faults.this.add(this);
    }

    private Fault fault() {
      return fault;
    }

    private boolean minds(String line) {
      return begins(line, command) && line.toUpperCase(Locale.ROOT).contains(part);
    }

    private boolean strikes() {
      seen++;
      return seen > skip && seen - skip <= times;
    }
  }
}

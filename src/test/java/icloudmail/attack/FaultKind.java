package icloudmail.attack;

import icloudmail.testkit.Betrayal;
import icloudmail.testkit.MailServers;
import icloudmail.testkit.icloud.Faults.Rule;
import java.util.Set;
import java.util.function.Consumer;

/** What goes wrong with one answer: a column of the matrix, with the exit codes that it allows. */
@SuppressWarnings(
    "ImmutableEnumChecker") // functions without a state, and sets that are never changed
enum FaultKind {
  NO(rule -> rule.no("Not this one" + echo()), 65, 69, 75, 76, 77),
  BAD(rule -> rule.bad("Not this one" + echo()), 65, 69, 75, 76, 77),
  UNAVAILABLE(Rule::unavailable, 65, 69, 75, 76, 77),
  BYE(Rule::bye, 75, 76),
  CLOSE(Rule::close, 75, 76),
  RESET(Rule::reset, 75, 76),
  STALL(Rule::stall, 75, 76),
  GARBAGE(Rule::garbage, 75, 76),
  UNANSWERED(Rule::unanswered, 75, 76),
  CUT_AT_ONCE(rule -> rule.cutAfter(1), 75, 76),
  CUT_LATER(rule -> rule.cutAfter(70), 75, 76),
  LONGER(rule -> rule.miscount(100), 75, 76),
  SHORTER(rule -> rule.miscount(-3), 75, 76),
  ENDLESS_LINE(rule -> rule.endless(1L << 30), 75, 76),
  NUL(Rule::nul, 75, 76),
  WRONG_TAG(Rule::wrongTag, 75, 76),
  FLOOD(rule -> rule.flood(20_000), 75, 76);

  private final Consumer<Rule> fault;
  private final Set<Integer> codes;

  FaultKind(Consumer<Rule> fault, Integer... codes) {
    this.fault = fault;
    this.codes = Set.of(codes);
  }

  /** All that a server may have heard of the login. */
  private static String echo() {
    return ": " + String.join(", ", Betrayal.lines(MailServers.LOGIN, MailServers.PASSWORD));
  }

  void on(Rule rule) {
    fault.accept(rule);
  }

  /** Whether the code tells the truth where the work was not done. */
  boolean allows(int code) {
    return codes.contains(code);
  }

  /** Whether there is anything to go wrong: a literal, or an answer at all. */
  boolean spoils(String command) {
    return switch (this) {
      case LONGER, SHORTER -> command.equals("UID FETCH");
      case UNANSWERED, CUT_AT_ONCE, CUT_LATER, NUL, FLOOD ->
          !command.equals("MIDWAY") && !command.equals("TLS");
      default -> true;
    };
  }

  /** Whether it is the time-out that ends it, which sendmail has fixed. */
  boolean isTooLongFor(Attacked attacked) {
    return attacked.isSendmail() && (waits() || this == FLOOD);
  }

  /** Whether it is the time-out that ends it. */
  boolean waits() {
    return this == STALL || this == LONGER || this == WRONG_TAG;
  }
}

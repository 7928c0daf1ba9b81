package icloudmail.testkit.icloud;

import icloudmail.testkit.icloud.Faults.Fault;
import icloudmail.testkit.icloud.Faults.Kind;
import java.io.IOException;
import java.util.Optional;

/**
 * A command to be carried out.
 *
 * @param name in upper case, {@code "UID FETCH"}
 * @param words what follows the name
 */
record Request(String tag, String name, Words words, Answer answer, Optional<Fault> fault) {
  /** Which commands may come when. */
  enum State {
    ALWAYS,
    LOGGED_IN,
    SELECTED
  }

  /** Carries a command out, and answers the tagged reply without its tag. */
  interface Handler {
    String run(Request request) throws Refused, IOException;
  }

  /** A row of the table of commands. */
  record Command(State needs, Handler handler) {}

  boolean byUid() {
    return name.startsWith("UID ");
  }

  /** Whether the row of this UID is to be left out. */
  boolean omits(long uid) {
    return fault.filter(f -> f.kind() == Kind.OMIT && f.number() == uid).isPresent();
  }
}

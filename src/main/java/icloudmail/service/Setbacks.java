package icloudmail.service;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Reference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;

/** What went wrong on the way and did not keep the rest back. In the end the worst of it counts. */
final class Setbacks {
  private final List<MailException> all = new ArrayList<>();
  private final Logger log;
  private boolean gaps;

  Setbacks(Logger log) {
    this.log = log;
  }

  void add(MailException setback) {
    all.add(setback);
  }

  /** Hands over what went wrong by now, and forgets it. */
  void each(Consumer<MailException> told) {
    all.forEach(told);
    all.clear();
  }

  /** A folder could not be gone through to its end. */
  void folder(MailException setback) {
    gaps = true;
    add(setback);
  }

  /** Whether a folder was left out, or a part of it: more than single messages. */
  boolean hasGaps() {
    return gaps;
  }

  /**
   * One message could not be had. The connection still stands where the server holds it back, or
   * has it no more, so that the next one can be tried.
   *
   * @throws MailException {@code failure}, where it is of another kind
   */
  void single(MailException failure, Reference message, RollCall roll) throws MailException {
    if (failure.kind() == Kind.PROTOCOL) {
      roll.seen(message, null);
      add(failure);
    } else if (failure.kind() != Kind.NOT_FOUND) {
      throw failure;
    }
  }

  /**
   * Tells the others as warnings.
   *
   * @throws MailException the worst, where there was any
   */
  void report() throws MailException {
    if (all.isEmpty()) {
      return;
    }
    all.sort(Comparator.comparing(MailException::kind));
    MailException worst = all.get(all.size() - 1);
    all.stream()
        .map(MailException::getMessage)
        .distinct()
        .filter(message -> !message.equals(worst.getMessage()))
        .forEach(log::warn);
    throw worst;
  }
}

package icloudmail.service;

import icloudmail.model.MailException;
import icloudmail.model.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** When the threads of a watch end, all together, and why. */
final class Ending implements BooleanSupplier {
  private final Ticker ticker;
  private final boolean first;
  private final long deadline;
  private final AtomicLong told = new AtomicLong();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final Queue<MailException> doubts = new ConcurrentLinkedQueue<>();
  private final Set<Runnable> wakers = ConcurrentHashMap.newKeySet();

  /**
   * @param longest after which it ends, and with the first message; null where only the user ends
   *     it
   */
  Ending(Ticker ticker, @Nullable Duration longest) {
    this.ticker = ticker;
    this.first = longest != null;
    this.deadline = ticker.nanos() + (longest == null ? 0 : longest.toNanos());
  }

  @Override
  public boolean getAsBoolean() {
    return ticker.stopped()
        || !failures.isEmpty()
        || (first && (told.get() > 0 || ticker.nanos() - deadline >= 0));
  }

  /** Whether it is the time that is over, before there was a message. */
  boolean inVain() {
    return first && told.get() == 0 && failures.isEmpty() && !ticker.stopped();
  }

  /** How long it may last yet, or {@code most}. */
  Duration left(Duration most) {
    Duration left = Duration.ofNanos(Math.max(1, deadline - ticker.nanos()));
    return first && left.compareTo(most) < 0 ? left : most;
  }

  /** So many messages were told. */
  void told(long messages) {
    told.addAndGet(messages);
    if (first && messages > 0) {
      wakers.forEach(Runnable::run);
    }
  }

  /** How many messages were told. */
  long told() {
    return told.get();
  }

  /** One of the threads cannot go on, so that none does. */
  void fail(Throwable e) {
    failures.add(e);
    wakers.forEach(Runnable::run);
  }

  /** Why it is not known whether there is a message, whatever is looked at later. */
  void doubt(MailException e) {
    doubts.add(e);
  }

  /** All doubts. */
  Collection<MailException> doubts() {
    return List.copyOf(doubts);
  }

  /** Has {@code waker} called when it is over. */
  Ticker.Guard guard(Runnable waker) {
    Ticker.Guard guard = ticker.guard(waker);
    wakers.add(waker);
    return () -> {
      wakers.remove(waker);
      guard.close();
    };
  }

  /** Throws what ended it, if anything did; where several things did, the others are warned of. */
  void report(Logger log) throws MailException {
    Setbacks all = new Setbacks(log);
    for (Throwable e : failures) {
      if (!(e instanceof MailException mail)) {
        throw new IllegalStateException(e);
      }
      all.add(mail);
    }
    all.report();
  }
}

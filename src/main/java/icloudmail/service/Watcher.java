package icloudmail.service;

import icloudmail.model.MailException;
import java.util.Optional;

/** The thread of a watch loop. */
final class Watcher {
  private final String account;
  private final boolean named;
  private final WatchLoop loop;
  private final Ending ending;
  private final Thread thread;

  /**
   * @param number tells the loops of one account apart
   * @param named whether failures name the account
   */
  Watcher(String account, int number, boolean named, WatchLoop loop, Ending ending) {
    this.account = account;
    this.named = named;
    this.loop = loop;
    this.ending = ending;
    this.thread = new Thread(this::run, "icloud-mail-watch-" + account + "-" + number);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      loop.run();
    } catch (MailException e) {
      ending.fail(ofAccount(e));
    } catch (RuntimeException | Error e) {
      ending.fail(e);
    }
  }

  private MailException ofAccount(MailException e) {
    return named ? e.rephrased(text -> account + ": " + text) : e;
  }

  void join() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Why it does not know what is new, where it does not. */
  Optional<MailException> unsettled() {
    return Optional.ofNullable(loop.unsettled()).map(this::ofAccount);
  }
}

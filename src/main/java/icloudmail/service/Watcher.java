package icloudmail.service;

import icloudmail.model.MailException;

/** The thread of a watch loop. */
final class Watcher {
  private final WatchLoop loop;
  private final Ending ending;
  private final Thread thread;

  Watcher(String name, WatchLoop loop, Ending ending) {
    this.loop = loop;
    this.ending = ending;
    this.thread = new Thread(this::run, "icloud-mail-watch-" + name);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      loop.run();
    } catch (MailException | RuntimeException | Error e) {
      ending.fail(e);
    }
  }

  void join() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Throws why it does not know what is new, where it does not. */
  void report() throws MailException {
    MailException unsettled = loop.unsettled();
    if (unsettled != null) {
      throw unsettled;
    }
  }
}

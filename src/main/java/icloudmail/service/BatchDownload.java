package icloudmail.service;

import icloudmail.mail.DownloadTaker;
import icloudmail.mail.OpenFolder;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Downloads the batches of a plan over one connection, and over a second where there is enough to
 * do: while one waits for its answer, the other one's is written (performance.md).
 */
final class BatchDownload {
  private static final long SECOND_PAYS = 16 << 20;

  private final Deque<List<Long>> batches = new ConcurrentLinkedDeque<>();
  private final List<Long> notWhole = Collections.synchronizedList(new ArrayList<>());
  private final AtomicReference<@Nullable MailException> failure = new AtomicReference<>();
  private final AtomicReference<@Nullable Throwable> bug = new AtomicReference<>();
  private final DownloadTaker taker;
  private final Commits commits;
  private final Logger log;

  BatchDownload(DownloadTaker taker, Commits commits, Logger log) {
    this.taker = taker;
    this.commits = commits;
    this.log = log;
  }

  /**
   * Downloads all batches.
   *
   * @return the UIDs of those that did not come whole
   * @throws MailException the first that kept a message from being had or written
   */
  List<Long> run(Plan plan, OpenFolder folder, SecondConnection second) throws MailException {
    batches.addAll(plan.batches());
    boolean pays = plan.bytes() >= SECOND_PAYS && batches.size() > 1;
    Thread other = new Thread(() -> help(folder, second), "icloud-mail-second");
    if (pays) {
      other.start();
    }
    try {
      work(folder);
    } catch (MailException e) {
      failure.compareAndSet(null, e);
    }
    join(other);
    report();
    // those that the second connection gave back
    work(folder);
    return notWhole;
  }

  private void report() throws MailException {
    if (bug.get() != null) {
      throw new IllegalStateException(bug.get());
    }
    MailException first = failure.get();
    if (first != null) {
      throw first;
    }
  }

  /** A server that grants no second connection takes nothing away from the first. */
  private void help(OpenFolder folder, SecondConnection second) {
    try {
      work(second.open(folder));
    } catch (MailException e) {
      if (e.kind() == Kind.CANNOT_CREATE || e.kind() == Kind.IO) {
        failure.compareAndSet(null, e);
      } else {
        log.info("the second connection has ended: {}", e.getMessage());
      }
    } catch (RuntimeException | Error e) {
      bug.set(e);
    }
  }

  private void work(OpenFolder folder) throws MailException {
    List<Long> batch = batches.poll();
    while (batch != null && failure.get() == null) {
      download(folder, batch);
      commits.begin();
      batch = batches.poll();
    }
  }

  private void download(OpenFolder folder, List<Long> batch) throws MailException {
    Set<Long> come = new HashSet<>();
    try {
      notWhole.addAll(
          folder.downloadAll(
              batch,
              message -> {
                taker.take(message);
                come.add(message.reference().uid());
              }));
    } catch (MailException e) {
      batches.addFirst(batch.stream().filter(uid -> !come.contains(uid)).toList());
      throw e;
    }
  }

  private static void join(Thread other) {
    try {
      other.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package icloudmail.service;

import icloudmail.model.MailException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Makes one batch last while the next is downloaded. */
final class Commits implements AutoCloseable {
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Step step;
  private @Nullable Future<?> last;

  /** What makes last all that was added so far. */
  interface Step {
    void commit() throws MailException;
  }

  Commits(Step step) {
    this.step = step;
  }

  /**
   * Begins to make last what was added. Waits for the batch before, so that never much is unsure.
   *
   * @throws MailException where the batch before could not be made last
   */
  synchronized void begin() throws MailException {
    await();
    last =
        thread.submit(
            () -> {
              step.commit();
              return step;
            });
  }

  /** Waits until all that was begun lasts. */
  synchronized void await() throws MailException {
    Future<?> pending = last;
    last = null;
    if (pending == null) {
      return;
    }
    try {
      pending.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MailException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException ours) {
        throw ours;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    }
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}

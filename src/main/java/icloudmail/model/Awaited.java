package icloudmail.model;

import icloudmail.model.MailException.Kind;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What another thread works at. */
public final class Awaited {
  private Awaited() {}

  /**
   * The result, or the wait for it.
   *
   * @throws MailException as the work has thrown it; of kind TEMPORARY where the wait is
   *     interrupted
   */
  public static <T> T result(Future<T> work) throws MailException {
    try {
      return work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MailException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MailException(Kind.TEMPORARY, "interrupted", null);
    }
  }
}

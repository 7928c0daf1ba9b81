package icloudmail.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Syncs many files at once, so that they share the commits of the file system's journal. */
final class Syncs implements AutoCloseable {
  private static final int THREADS = 8;

  private final Disk disk;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS,
          work -> {
            Thread thread = new Thread(work, "archive-sync");
            thread.setDaemon(true);
            return thread;
          });

  Syncs(Disk disk) {
    this.disk = disk;
  }

  /** Returns when all of them outlive a crash. */
  void sync(List<Path> files) throws IOException {
    AtomicInteger next = new AtomicInteger();
    Callable<Void> work =
        () -> {
          for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
            disk.sync(files.get(i));
          }
          return null;
        };
    List<Callable<Void>> works = new ArrayList<>();
    for (int i = 0; i < Math.min(THREADS, files.size()); i++) {
      works.add(work);
    }
    try {
      for (Future<Void> done : threads.invokeAll(works)) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}

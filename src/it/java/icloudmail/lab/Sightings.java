package icloudmail.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/** Sees each message that comes into an outbox, however short its stay is. */
final class Sightings implements AutoCloseable {
  private final Path outbox;
  private final WatchService watch;
  private int marks;

  Sightings(Path outbox) throws IOException {
    this.outbox = outbox;
    watch = outbox.getFileSystem().newWatchService();
    outbox.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
  }

  /** Whether a whole message has come in since the last call. */
  boolean since() throws IOException, InterruptedException {
    // events come in order: what came before this file has been told when it is told itself
    String mark = "mark" + marks++;
    Files.delete(Files.createFile(outbox.resolve(mark)));
    boolean seen = false;
    while (true) {
      WatchKey key = watch.take();
      boolean marked = false;
      for (WatchEvent<?> event : key.pollEvents()) {
        String name = String.valueOf(event.context());
        seen |= name.endsWith(".eml");
        marked |= name.equals(mark);
      }
      key.reset();
      if (marked) {
        return seen;
      }
    }
  }

  @Override
  public void close() throws IOException {
    watch.close();
  }
}

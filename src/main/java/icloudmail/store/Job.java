package icloudmail.store;

import icloudmail.model.FileTrouble;
import icloudmail.model.JobFolder;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a job has been told, folder by folder; this run's alone until it is closed. */
public final class Job implements AutoCloseable {
  private final @Nullable Path file;
  private final @Nullable FileChannel lock;
  private final List<JobFolder> folders;

  /**
   * @param file where it is kept, or null where it ends with the run
   */
  Job(@Nullable Path file, @Nullable FileChannel lock, List<JobFolder> folders) {
    this.file = file;
    this.lock = lock;
    this.folders = new ArrayList<>(folders);
  }

  /** What it knows of a folder; empty where it has never looked into it. */
  public synchronized Optional<JobFolder> folder(String login, String folder) {
    return folders.stream().filter(each -> isOf(each, login, folder)).findFirst();
  }

  /** Notes what it knows of a folder from now on; {@link #save} makes it last. */
  public synchronized void put(JobFolder folder) {
    folders.removeIf(each -> isOf(each, folder.login(), folder.folder()));
    folders.add(folder);
  }

  private static boolean isOf(JobFolder each, String login, String folder) {
    return each.login().equals(login) && each.folder().equals(folder);
  }

  /**
   * Makes what was noted last: all of it or, where that fails, nothing.
   *
   * @throws MailException of kind IO
   */
  public synchronized void save() throws MailException {
    if (file == null) {
      return;
    }
    try {
      JobFile.write(file, folders);
    } catch (IOException e) {
      throw new MailException(
          Kind.IO,
          "cannot note in " + file + " what was told: " + FileTrouble.of(e),
          "Is the disk full? What was told by now will be told again.",
          e);
    }
  }

  @Override
  public void close() throws MailException {
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (IOException e) {
      throw new MailException(Kind.IO, "cannot release a lock: " + FileTrouble.of(e), null, e);
    }
  }
}

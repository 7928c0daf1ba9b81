package icloudmail.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of a Maildir. Source: https://cr.yp.to/proto/maildir.html, and for its subfolders
 * https://www.courier-mta.org/imap/README.maildirquota.html
 */
final class MaildirFiles implements MessageFiles {
  private static final long THERE = 1L << 62;

  /** The file is not named as we name it. */
  private static final long ODD = 1L << 63;

  private final Path directory;
  private final Path cur;
  private final Path fresh;
  private final Path tmp;
  private final boolean top;
  private final long uidValidity;
  private final MessageIndex index;
  private final Map<Long, Path> odd = new HashMap<>();

  /**
   * @param top whether it is the archive itself, and no folder below it
   * @param index marks messages whose files are there
   */
  MaildirFiles(Path directory, boolean top, long uidValidity, MessageIndex index) {
    this.directory = directory;
    this.cur = directory.resolve("cur");
    this.fresh = directory.resolve("new");
    this.tmp = directory.resolve("tmp");
    this.top = top;
    this.uidValidity = uidValidity;
    this.index = index;
  }

  @Override
  public void make(Disk disk) throws IOException {
    for (Path each : List.of(cur, fresh, tmp)) {
      disk.createDirectories(each);
    }
    Path marker = directory.resolve("maildirfolder");
    if (!top && !Files.exists(marker)) {
      disk.create(marker).close();
    }
    disk.syncDirectory(directory);
  }

  @Override
  public void list(Finder finder) throws IOException {
    list(tmp, true, finder);
    list(cur, false, finder);
    list(fresh, false, finder);
  }

  private void list(Path from, boolean parts, Finder finder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
      for (Path file : files) {
        String text = String.valueOf(file.getFileName());
        MaildirName name = MaildirName.parse(text);
        KeptMessage message =
            name == null || name.uidValidity() != uidValidity ? null : name.message(0);
        // what is not ours in tmp is another program's work, and what is hidden is no message
        if (parts ? message != null : message != null || !text.startsWith(".")) {
          finder.found(new Found(file, message, parts));
        }
      }
    } catch (NoSuchFileException e) {
      // a mail program may have put it away while it was empty
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  @Override
  public boolean note(Found found) {
    MaildirName name = MaildirName.parse(String.valueOf(found.file().getFileName()));
    if (name == null || (index.mark(name.uid()) & THERE) != 0) {
      return false;
    }
    note(name, found.file());
    return true;
  }

  private void note(MaildirName name, Path file) {
    KeptMessage message = index.get(name.uid());
    if (message == null) {
      return;
    }
    if (file.equals(cur.resolve(MaildirName.of(message, uidValidity, name.flags()).toString()))) {
      odd.remove(name.uid());
      index.mark(name.uid(), THERE | name.flags());
    } else {
      odd.put(name.uid(), file);
      index.mark(name.uid(), THERE | ODD | name.flags());
    }
  }

  @Override
  public long place(@Nullable Instant received) {
    return received == null ? 0 : Math.max(0, received.getEpochSecond());
  }

  @Override
  public Path part(KeptMessage message) {
    return tmp.resolve(MaildirName.of(message, uidValidity, 0).base());
  }

  @Override
  public Path target(KeptMessage message, List<String> flags) {
    long letters = MaildirFlags.of(flags);
    return cur.resolve(MaildirName.of(message, uidValidity, letters).toString());
  }

  @Override
  public Path home() {
    return cur;
  }

  @Override
  public @Nullable Path path(KeptMessage message) {
    long mark = index.mark(message.uid());
    if ((mark & THERE) == 0) {
      return null;
    }
    return (mark & ODD) != 0
        ? odd.get(message.uid())
        : cur.resolve(MaildirName.of(message, uidValidity, mark & ~THERE).toString());
  }

  @Override
  public boolean agrees(KeptMessage message, List<String> flags) {
    Path file = path(message);
    MaildirName name = file == null ? null : MaildirName.parse(file.getFileName().toString());
    return name == null || (name.flags() & MaildirFlags.SERVERS) == MaildirFlags.of(flags);
  }

  @Override
  public long reflag(Disk disk, Map<Long, List<String>> flags) throws IOException {
    long changed = 0;
    for (Map.Entry<Long, List<String>> entry : flags.entrySet()) {
      KeptMessage message = index.get(entry.getKey());
      Path file = message == null ? null : path(message);
      MaildirName name = file == null ? null : MaildirName.parse(file.getFileName().toString());
      if (file != null && name != null) {
        changed += reflag(disk, file, name, MaildirFlags.of(entry.getValue())) ? 1 : 0;
      }
    }
    if (changed > 0) {
      disk.syncDirectory(cur);
    }
    return changed;
  }

  private boolean reflag(Disk disk, Path file, MaildirName name, long servers) throws IOException {
    long wanted = (name.flags() & ~MaildirFlags.SERVERS) | servers;
    if (wanted == name.flags()) {
      return false;
    }
    MaildirName next = name.with(wanted);
    Path renamed = cur.resolve(next.toString());
    try {
      disk.rename(file, renamed);
    } catch (NoSuchFileException e) {
      // a mail program has just taken it away, or given it another name
      return false;
    }
    note(next, renamed);
    return true;
  }
}

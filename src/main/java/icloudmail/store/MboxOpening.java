package icloudmail.store;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;

/** Opens an mbox with its state, and puts right what a crash has left. */
final class MboxOpening {
  private static final int LONGEST_HEAD = 4096;

  private final Disk disk;
  private final Path root;
  private final Catalogue.Place place;
  private final MessageIndex index = new MessageIndex();

  MboxOpening(Disk disk, Path root, Catalogue.Place place) {
    this.disk = disk;
    this.root = root;
    this.place = place;
  }

  ArchiveFolder open() throws MailException {
    try {
      if (exists(place.state()) && !exists(place.path())) {
        goneAway();
      }
      if (!exists(place.state())) {
        if (exists(place.path()) && Files.size(place.path()) > 0) {
          throw new MailException(
              Kind.CANNOT_CREATE,
              place.path() + " is there, and no state tells that it is of a backup",
              "Move it away to have the folder fetched anew, or choose an empty directory.");
        }
        begin();
      }
      disk.delete(MboxState.part(place.state()));
      disk.delete(MboxFolder.part(place.path(), 0));
      disk.delete(MboxFolder.part(place.path(), 1));
      return folder();
    } catch (IOException e) {
      throw ArchiveTrouble.cannotMake(place.path(), e);
    }
  }

  private static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** A state that notes no octet yet is of a run that was cut off before it made the mbox. */
  private void goneAway() throws IOException, MailException {
    if (MboxState.read(place.state(), new MessageIndex()).until() > 0) {
      throw new MailException(
          Kind.CANNOT_CREATE,
          place.path() + " is gone, and " + place.state().getFileName() + " tells what it held",
          "Put it back; or move that state away to have the folder fetched anew.");
    }
  }

  private void begin() throws IOException {
    disk.createDirectories(place.path().resolveSibling(""));
    MboxState.create(disk, place.state(), place.owner());
    for (Path each = place.path(); !each.equals(root); each = each.resolveSibling("")) {
      disk.syncDirectory(each.resolveSibling(""));
    }
  }

  private ArchiveFolder folder() throws IOException, MailException {
    MboxState state = MboxState.read(place.state(), index);
    FileChannel channel =
        exists(place.path()) ? PrivateFiles.open(place.path(), true) : create(place.path());
    try {
      long end = whole(channel, state);
      if (channel.size() > end) {
        disk.truncate(channel, end);
        disk.sync(channel);
      }
      if (!state.isTidy()) {
        MboxState.rewrite(disk, place.state(), place.owner(), end);
      }
      FileChannel lines = PrivateFiles.open(place.state(), true);
      MboxFile mbox = new MboxFile(disk, place.path(), channel, lines, end);
      return new MboxFolder(disk, place.owner(), mbox, index, () -> {}, () -> close(mbox, end));
    } catch (IOException | MailException e) {
      channel.close();
      throw e;
    }
  }

  /** Its name is there before a state tells what it holds. */
  private FileChannel create(Path mbox) throws IOException {
    FileChannel channel = disk.create(mbox);
    try {
      disk.syncDirectory(mbox.resolveSibling("."));
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private void close(MboxFile mbox, long before) throws IOException {
    mbox.close();
    if (!mbox.hasFailed() && mbox.end() > before) {
      MboxState.rewrite(disk, place.state(), place.owner(), mbox.end());
    }
  }

  /** Where the mbox is whole up to; what stands behind is ours, and torn. */
  private long whole(FileChannel channel, MboxState state) throws IOException, MailException {
    long size = channel.size();
    long end = state.until();
    if (size < end) {
      throw changed("is shorter than it was");
    }
    List<MboxExtent> planned = state.planned();
    for (MboxExtent each : planned) {
      if (!MboxFile.isWhole(channel, each)) {
        break;
      }
      index.put(List.of(each.message()));
      end = each.end();
    }
    long last = planned.isEmpty() ? end : planned.get(planned.size() - 1).end();
    if (size > Math.max(last, end)) {
      throw changed("has octets that are not of this backup");
    }
    if (size > end && hasOthers(channel, end, planned)) {
      throw changed("has messages that are not of this backup");
    }
    return end;
  }

  /** Whether a message begins that none of ours is: within ours such a line is quoted. */
  private static boolean hasOthers(FileChannel channel, long from, List<MboxExtent> planned)
      throws IOException {
    InputStream in = new BufferedInputStream(Channels.newInputStream(channel.position(from)));
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long start = from;
    long at = from;
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      at++;
      if (line.size() < LONGEST_HEAD) {
        line.write(octet);
      }
      if (octet == '\n') {
        if (isOthers(line.toByteArray(), start, planned)) {
          return true;
        }
        line.reset();
        start = at;
      }
    }
    return isOthers(line.toByteArray(), start, planned);
  }

  private static boolean isOthers(byte[] line, long start, List<MboxExtent> planned) {
    if (!new String(line, StandardCharsets.ISO_8859_1).startsWith("From ")) {
      return false;
    }
    CRC32C crc = new CRC32C();
    crc.update(line);
    boolean torn = line[line.length - 1] != '\n';
    return planned.stream()
        .noneMatch(each -> each.offset() == start && (torn || each.head() == (int) crc.getValue()));
  }

  private MailException changed(String how) {
    return new MailException(
        Kind.CANNOT_CREATE,
        place.path() + " " + how + ": another program has changed it",
        "It is left as it is. Undo the change; or move it and "
            + place.state().getFileName()
            + " beside it away to have the folder fetched anew.");
  }
}

package icloudmail.store;

import icloudmail.model.ArchiveFormat;
import icloudmail.model.MailException;
import icloudmail.store.MessageFiles.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens a folder of files, and puts right what a crash has left. */
final class FilesFolderOpening {
  private static final int CHUNK = 8192;

  private final Disk disk;
  private final Syncs syncs;
  private final Path root;
  private final Catalogue.Place place;
  private final MessageIndex index = new MessageIndex();
  private final MessageFiles files;
  private final List<Path> changed = new ArrayList<>();
  private final Set<Long> adopted = new HashSet<>();

  FilesFolderOpening(Disk disk, Syncs syncs, Path root, Catalogue.Place place) {
    this.disk = disk;
    this.syncs = syncs;
    this.root = root;
    this.place = place;
    this.files = files(root, place, index);
  }

  /** How the files of a place are named. */
  static MessageFiles files(Path root, Catalogue.Place place, MessageIndex index) {
    long uidValidity = place.owner().uidValidity();
    return place.owner().format() == ArchiveFormat.MAILDIR
        ? new MaildirFiles(place.path(), place.path().equals(root), uidValidity, index)
        : new EmlFiles(place.path(), uidValidity, index);
  }

  /** A folder without a state: what has the right name is held. */
  ArchiveFolder stateless() throws MailException {
    try {
      files.make(disk);
      List<Found> chunk = new ArrayList<>();
      files.list(
          found -> {
            if (found.part()) {
              disk.delete(found.file());
            } else if (found.message() != null && fits(found)) {
              chunk.add(found);
              if (chunk.size() == CHUNK) {
                take(chunk);
              }
            } else if (found.message() != null) {
              changed.add(found.file());
            }
          });
      take(chunk);
      putAside();
      return folder(null);
    } catch (IOException e) {
      throw ArchiveTrouble.cannotMake(place.path(), e);
    }
  }

  /** A folder with its state, which is made where it is not there. */
  ArchiveFolder withState() throws MailException {
    try {
      if (!Files.exists(place.state(), LinkOption.NOFOLLOW_LINKS)) {
        begin();
      }
      StateFile state = StateFile.open(disk, place.state(), index);
      try {
        adopt(state);
      } catch (IOException e) {
        state.abandon();
        throw e;
      }
      return folder(state);
    } catch (HoldsMail e) {
      throw ArchiveTrouble.notOurs(place.path());
    } catch (IOException e) {
      throw ArchiveTrouble.cannotMake(place.path(), e);
    }
  }

  private void begin() throws IOException {
    files.list(
        found -> {
          if (found.message() == null) {
            throw new HoldsMail();
          }
        });
    files.make(disk);
    StateFile.create(disk, place.state(), place.owner());
    for (Path each = place.path(); !each.equals(root); each = each.resolveSibling("")) {
      disk.syncDirectory(each.resolveSibling(""));
    }
  }

  private void adopt(StateFile state) throws IOException {
    List<Found> strays = new ArrayList<>();
    files.list(
        found -> {
          if (found.part()) {
            disk.delete(found.file());
          } else if (found.message() != null && index.has(found.message().uid())) {
            files.note(found);
          } else if (found.message() != null) {
            strays.add(found);
          }
        });
    List<Found> whole = new ArrayList<>();
    for (Found each : strays) {
      if (fits(each)) {
        whole.add(new Found(each.file(), summed(each), false));
      } else {
        changed.add(each.file());
      }
    }
    putAside();
    whole.forEach(each -> adopted.add(Objects.requireNonNull(each.message()).uid()));
    if (!whole.isEmpty()) {
      disk.syncDirectory(files.home());
      state.append(take(whole));
    }
  }

  /** What was renamed was synced before, so that only another program can have changed its size. */
  private static boolean fits(Found found) throws IOException {
    if (!isFile(found.file())) {
      return false;
    }
    long named = Objects.requireNonNull(found.message()).size();
    long size = Files.size(found.file());
    return size > 0 && (named < 0 || named == size);
  }

  /** A link or a directory is no message, whatever its name and whatever it leads to. */
  private static boolean isFile(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static KeptMessage summed(Found found) throws IOException {
    KeptMessage named = Objects.requireNonNull(found.message());
    FileSum sum = FileSum.of(found.file());
    return new KeptMessage(named.uid(), sum.size(), sum.crc(), named.place());
  }

  /** What another program has written may be all that is left: it makes room for the message. */
  private void putAside() throws IOException {
    for (Path each : changed) {
      if (isFile(each) && Files.size(each) == 0) {
        disk.delete(each);
        continue;
      }
      Path aside = each.resolveSibling("changed." + each.getFileName());
      for (int n = 2; Files.exists(aside, LinkOption.NOFOLLOW_LINKS); n++) {
        aside = each.resolveSibling("changed-" + n + "." + each.getFileName());
      }
      disk.rename(each, aside);
    }
    changed.clear();
  }

  private List<KeptMessage> take(List<Found> found) {
    List<KeptMessage> messages =
        found.stream()
            .map(each -> Objects.requireNonNull(each.message()))
            .sorted(Comparator.comparing(KeptMessage::uid))
            .toList();
    index.put(messages);
    found.forEach(files::note);
    found.clear();
    return messages;
  }

  private ArchiveFolder folder(@Nullable StateFile state) {
    return new FilesFolder(disk, syncs, place.owner(), place.path(), files, index, adopted, state);
  }

  /** Mail that is of no backup is where one is to begin. */
  private static final class HoldsMail extends IOException {
    private static final long serialVersionUID = 1L;
  }
}

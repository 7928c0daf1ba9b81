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
import java.util.List;
import java.util.Objects;
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
            } else if (found.message() != null) {
              chunk.add(found);
              if (chunk.size() == CHUNK) {
                take(chunk);
              }
            }
          });
      take(chunk);
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
      KeptMessage message = whole(each);
      if (message == null) {
        disk.delete(each.file());
      } else {
        whole.add(new Found(each.file(), message, false));
      }
    }
    if (!whole.isEmpty()) {
      disk.syncDirectory(files.home());
      state.append(take(whole));
    }
  }

  /** What was renamed was synced before, so that only another program can have torn it. */
  private static @Nullable KeptMessage whole(Found found) throws IOException {
    KeptMessage named = Objects.requireNonNull(found.message());
    FileSum sum = FileSum.of(found.file());
    return sum.size() == 0 || (named.size() >= 0 && named.size() != sum.size())
        ? null
        : new KeptMessage(named.uid(), sum.size(), sum.crc(), named.place());
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
    return new FilesFolder(disk, syncs, place.owner(), place.path(), files, index, state);
  }

  /** Mail that is of no backup is where one is to begin. */
  private static final class HoldsMail extends IOException {
    private static final long serialVersionUID = 1L;
  }
}

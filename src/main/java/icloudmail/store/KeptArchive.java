package icloudmail.store;

import icloudmail.model.ArchiveFormat;
import icloudmail.model.Difference;
import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An archive that is only looked at: nothing in it is changed, put right or removed. */
public final class KeptArchive implements AutoCloseable {
  private final Path root;
  private final ArchiveFormat format;
  private final ArchiveLock lock;

  /**
   * @param lock that no run writes as long as this one reads
   */
  KeptArchive(Path root, ArchiveFormat format, ArchiveLock lock) {
    this.root = root;
    this.format = format;
    this.lock = lock;
  }

  /**
   * The folders whose states are there, by name and UIDVALIDITY.
   *
   * @throws MailException of kind IO where a state cannot be read
   */
  public List<KeptFolder> known() throws MailException {
    List<KeptFolder> known = new ArrayList<>();
    for (Catalogue.Place place : Catalogue.read(root, format, (state, e) -> {}).places()) {
      MessageIndex index = new MessageIndex();
      try {
        if (format == ArchiveFormat.MBOX) {
          MboxState.read(place.state(), index);
        } else {
          StateFile.read(place.state(), index);
        }
        known.add(
            format == ArchiveFormat.MAILDIR
                ? flagged(place, index)
                : new HeldFolder(place.owner(), place.path(), index));
      } catch (IOException e) {
        throw ArchiveTrouble.cannotRead(place.state(), e);
      }
    }
    return known;
  }

  private KeptFolder flagged(Catalogue.Place place, MessageIndex index) throws IOException {
    MessageFiles files = FilesFolderOpening.files(root, place, index);
    files.list(
        found -> {
          if (!found.part() && found.message() != null && index.has(found.message().uid())) {
            files.note(found);
          }
        });
    return new HeldFolder(place.owner(), place.path(), index) {
      @Override
      public boolean agrees(long uid, List<String> flags) {
        KeptMessage message = index.get(uid);
        return message == null || files.agrees(message, flags);
      }
    };
  }

  /**
   * Reads every file again and compares it with what was noted when it was written.
   *
   * @param found is told each difference: MISSING, DAMAGED and EXTRA
   * @throws MailException of kind IO where the archive cannot be looked through
   */
  public void verify(Consumer<Difference> found) throws MailException {
    Catalogue catalogue =
        Catalogue.read(
            root,
            format,
            (state, e) ->
                found.accept(
                    new Difference(
                        Difference.Kind.DAMAGED,
                        null,
                        null,
                        state,
                        "the state cannot be read: " + FileTrouble.of(e))));
    stateless(catalogue, found);
    for (Catalogue.Place place : catalogue.places()) {
      try {
        if (format == ArchiveFormat.MBOX) {
          new MboxCheck(place, found).run();
        } else {
          new FilesCheck(root, place, found).run();
        }
      } catch (IOException e) {
        throw ArchiveTrouble.cannotRead(place.path(), e);
      }
    }
  }

  /** Messages that we have named, and no state that tells of them. */
  private void stateless(Catalogue catalogue, Consumer<Difference> found) throws MailException {
    for (Path each : catalogue.stateless()) {
      boolean mbox = each.toString().endsWith(".mbox");
      try {
        if (format == ArchiveFormat.MBOX ? mbox : Strangers.hasOurs(each, format)) {
          found.accept(
              new Difference(Difference.Kind.DAMAGED, null, null, each, "its state is gone"));
        }
      } catch (IOException e) {
        throw ArchiveTrouble.cannotRead(each, e);
      }
    }
  }

  @Override
  public void close() throws MailException {
    lock.close();
  }
}

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

/** Looks at an archive in a directory, and changes nothing. */
final class ArchiveReading {
  private final Path root;
  private final ArchiveFormat format;

  ArchiveReading(Path root, ArchiveFormat format) {
    this.root = root;
    this.format = format;
  }

  List<KeptFolder> known() throws MailException {
    List<KeptFolder> known = new ArrayList<>();
    for (Catalogue.Place place : Catalogue.read(root, format, (state, e) -> {}).places()) {
      MessageIndex index = new MessageIndex();
      try {
        if (format == ArchiveFormat.MBOX) {
          MboxState.read(place.state(), index);
        } else {
          StateFile.read(place.state(), index);
        }
      } catch (IOException e) {
        throw ArchiveTrouble.cannotRead(place.state(), e);
      }
      known.add(new KnownFolder(place, index));
    }
    return known;
  }

  void verify(Consumer<Difference> found) throws MailException {
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
              new Difference(
                  Difference.Kind.DAMAGED, null, null, catalogue.state(each), "the state is gone"));
        }
      } catch (IOException e) {
        throw ArchiveTrouble.cannotRead(each, e);
      }
    }
  }

  private record KnownFolder(Catalogue.Place place, MessageIndex index) implements KeptFolder {
    @Override
    public String name() {
      return place.owner().folder();
    }

    @Override
    public long uidValidity() {
      return place.owner().uidValidity();
    }

    @Override
    public Path path() {
      return place.path();
    }

    @Override
    public boolean holds(long uid) {
      return index.has(uid);
    }

    @Override
    public long held() {
      return index.size();
    }
  }
}

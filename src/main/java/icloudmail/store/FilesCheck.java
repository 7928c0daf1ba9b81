package icloudmail.store;

import icloudmail.model.Difference;
import icloudmail.model.Difference.Kind;
import icloudmail.model.FileTrouble;
import icloudmail.model.Reference;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compares the files of a folder with its state. */
final class FilesCheck {
  private final Catalogue.Place place;
  private final Consumer<Difference> told;
  private final MessageIndex index = new MessageIndex();
  private final MessageFiles files;

  FilesCheck(Path root, Catalogue.Place place, Consumer<Difference> told) {
    this.place = place;
    this.told = told;
    this.files = FilesFolderOpening.files(root, place, index);
  }

  void run() throws IOException {
    if (StateFile.read(place.state(), index).torn() > 0) {
      tell(Kind.DAMAGED, null, place.state(), "the state has lines that are not whole");
    }
    List<Path> extra = new ArrayList<>();
    files.list(
        found -> {
          KeptMessage message = found.message();
          if (found.part() || message == null || !index.has(message.uid()) || !files.note(found)) {
            extra.add(found.file());
          }
        });
    for (int at = 0; at < index.size(); at++) {
      check(index.at(at));
    }
    extra.stream()
        .sorted()
        .forEach(each -> tell(Kind.EXTRA, null, each, "the state does not name it"));
  }

  private void check(KeptMessage message) {
    Path file = files.path(message);
    if (file == null) {
      tell(Kind.MISSING, message, null, "there is no file of it");
      return;
    }
    try {
      FileSum sum = FileSum.of(file);
      if (sum.size() != message.size()) {
        tell(
            Kind.DAMAGED,
            message,
            file,
            "it is of " + sum.size() + " octets, and was of " + message.size());
      } else if (sum.crc() != message.crc()) {
        tell(Kind.DAMAGED, message, file, "its octets are not those that were written");
      }
    } catch (NoSuchFileException e) {
      tell(Kind.MISSING, message, null, "there is no file of it");
    } catch (IOException e) {
      tell(Kind.DAMAGED, message, file, "cannot read it: " + FileTrouble.of(e));
    }
  }

  private void tell(Kind kind, @Nullable KeptMessage message, @Nullable Path path, String detail) {
    StateHeader owner = place.owner();
    Reference reference =
        message == null ? null : new Reference(owner.folder(), owner.uidValidity(), message.uid());
    told.accept(new Difference(kind, owner.folder(), reference, path, detail));
  }
}

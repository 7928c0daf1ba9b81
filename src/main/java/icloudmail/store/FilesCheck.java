package icloudmail.store;

import icloudmail.model.Difference;
import icloudmail.model.FileTrouble;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Compares the files of a folder with its state. */
final class FilesCheck {
  private final Catalogue.Place place;
  private final Differences differences;
  private final MessageIndex index = new MessageIndex();
  private final MessageFiles files;

  FilesCheck(Path root, Catalogue.Place place, Consumer<Difference> told) {
    this.place = place;
    this.differences = new Differences(place.owner(), told);
    this.files = FilesFolderOpening.files(root, place, index);
  }

  void run() throws IOException {
    if (StateFile.read(place.state(), index).torn() > 0) {
      differences.tornState(place.path());
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
    extra.stream().sorted().forEach(each -> differences.extra(each, "the state does not name it"));
  }

  private void check(KeptMessage message) {
    Path file = files.path(message);
    if (file == null) {
      differences.missing(message.uid(), null, "there is no file of it");
      return;
    }
    try {
      FileSum sum = FileSum.of(file);
      if (sum.size() != message.size()) {
        differences.damaged(
            message.uid(),
            file,
            "it is of " + sum.size() + " octets, and was of " + message.size());
      } else if (sum.crc() != message.crc()) {
        differences.damaged(message.uid(), file, "its octets are not those that were written");
      }
    } catch (NoSuchFileException e) {
      differences.missing(message.uid(), null, "there is no file of it");
    } catch (IOException e) {
      differences.damaged(message.uid(), file, "cannot read it: " + FileTrouble.of(e));
    }
  }
}

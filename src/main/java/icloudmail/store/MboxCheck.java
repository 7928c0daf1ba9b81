package icloudmail.store;

import icloudmail.model.Difference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compares an mbox with its state. */
final class MboxCheck {
  private final Catalogue.Place place;
  private final Path mbox;
  private final Differences differences;
  private final MessageIndex index = new MessageIndex();

  MboxCheck(Catalogue.Place place, Consumer<Difference> told) {
    this.place = place;
    this.mbox = place.path();
    this.differences = new Differences(place.owner(), told);
  }

  void run() throws IOException {
    MboxState state = MboxState.read(place.state(), index);
    if (state.isTorn()) {
      differences.tornState(place.path());
    }
    try (FileChannel channel = PrivateFiles.open(mbox, false)) {
      MboxState.extents(place.state(), extent -> check(channel, extent));
      if (channel.size() > state.until()) {
        differences.extra(
            mbox,
            state.planned().isEmpty()
                ? "the state does not name what stands from octet " + state.until() + " on"
                : "a run was cut off that wrote from octet " + state.until() + " on");
      }
    } catch (NoSuchFileException e) {
      MboxState.extents(place.state(), extent -> check(null, extent));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (int turn = 0; turn < 2; turn++) {
      Path part = MboxFolder.part(mbox, turn);
      if (Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
        differences.extra(part, "a run was cut off that wrote it");
      }
    }
  }

  /** What was planned and not written, and what was fetched again, is not looked for. */
  private void check(@Nullable FileChannel channel, MboxExtent extent) {
    KeptMessage message = index.get(extent.uid());
    if (message == null || message.place() != extent.offset()) {
      return;
    }
    try {
      if (channel == null || channel.size() <= extent.offset()) {
        differences.missing(extent.uid(), channel == null ? null : mbox, "the mbox ends before it");
      } else if (!MboxFile.isWhole(channel, extent)) {
        differences.damaged(
            extent.uid(),
            mbox,
            "the octets from " + extent.offset() + " on are not those that were written");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package icloudmail.store;

import icloudmail.model.Difference;
import icloudmail.model.Difference.Kind;
import icloudmail.model.Reference;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells what is different in a folder. */
record Differences(StateHeader owner, Consumer<Difference> told) {
  void missing(long uid, @Nullable Path path, String detail) {
    tell(Kind.MISSING, uid, path, detail);
  }

  void damaged(long uid, Path path, String detail) {
    tell(Kind.DAMAGED, uid, path, detail);
  }

  void tornState(Path place) {
    told.accept(
        new Difference(
            Kind.DAMAGED, owner.folder(), null, place, "its state has lines that are not whole"));
  }

  void extra(Path path, String detail) {
    told.accept(new Difference(Kind.EXTRA, owner.folder(), null, path, detail));
  }

  private void tell(Kind kind, long uid, @Nullable Path path, String detail) {
    Reference reference = new Reference(owner.folder(), owner.uidValidity(), uid);
    told.accept(new Difference(kind, owner.folder(), reference, path, detail));
  }
}

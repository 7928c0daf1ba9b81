package icloudmail.store;

import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.UnreadableInput;
import java.io.IOException;
import java.nio.file.Path;

/** Failures to read and write archives, in words. */
final class ArchiveTrouble {
  private ArchiveTrouble() {}

  static MailException cannotMake(Path place, IOException e) {
    return new MailException(
        Kind.CANNOT_CREATE,
        "cannot keep messages in " + NoFileOfOurs.named(e, place) + ": " + FileTrouble.of(e),
        null,
        e);
  }

  static MailException cannotRead(Path place, IOException e) {
    return new MailException(
        Kind.IO, "cannot read " + NoFileOfOurs.named(e, place) + ": " + FileTrouble.of(e), null, e);
  }

  static MailException cannotWrite(Path place, IOException e) {
    return e instanceof UnreadableInput
        ? new MailException(Kind.NO_INPUT, String.valueOf(e.getMessage()), null, e)
        : new MailException(
            Kind.IO,
            "cannot write to " + place + ": " + FileTrouble.of(e),
            "Is the disk full? With --new, what was kept by now is whole, and the next run goes on"
                + " from it.",
            e);
  }

  static MailException notOurs(Path place) {
    return new MailException(
        Kind.CANNOT_CREATE,
        place + " holds mail that is not of a backup",
        "Choose an empty directory.");
  }
}

package icloudmail.render;

import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.UndecodableContent;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * A file that was written for the user.
 *
 * @param size its octets
 */
record NewFile(Path path, long size) {
  /** The file cannot be written, or nothing can be decoded that would be written to it. */
  static MailException cannot(Path file, IOException e) {
    if (e instanceof UndecodableContent broken) {
      return broken.refusal();
    }
    return new MailException(
        e instanceof FileSystemException ? Kind.CANNOT_CREATE : Kind.IO,
        "cannot write "
            + DisplayText.line(file.toString())
            + ": "
            + DisplayText.line(FileTrouble.of(e)),
        "Is there room, and may you write there? -o names another place.",
        e);
  }
}

package icloudmail.render;

import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * A file that was written for the user.
 *
 * @param size its octets
 */
record NewFile(Path path, long size) {
  /** The file cannot be written. */
  static MailException cannot(Path file, IOException e) {
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

package icloudmail.mail;

import icloudmail.model.Envelope;
import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Fetches one message whole, or fails: an answer without a body, an empty one or a short one is
 * asked for again, then reported, never passed on (icloud-facts 2 and 8). It goes through a
 * temporary file in blocks, so that the largest message fits any heap; one of usual size is one
 * command.
 */
final class Download {
  private static final int BLOCK = 4 << 20;
  private static final int ATTEMPTS = 3;

  private final ImapSession session;
  private final Reference reference;
  private final Logger log;

  Download(ImapSession session, Reference reference) {
    this.session = session;
    this.reference = reference;
    this.log = session.log();
  }

  /**
   * The message, or empty where the folder has none with this UID.
   *
   * @throws MailException of kind TEMPORARY or PROTOCOL where the server does not hand it out whole
   */
  Optional<MessageFile> run() throws MailException {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt();
      } catch (MailException e) {
        boolean again = e.kind() == Kind.PROTOCOL || Failures.answered(e);
        if (!again || Failures.busy(e) || attempt == ATTEMPTS) {
          throw e;
        }
        log.info("message {} came incomplete, attempt {}: {}", reference, attempt, e.getMessage());
      }
    }
  }

  private Optional<MessageFile> attempt() throws MailException {
    Path file = newFile();
    boolean whole = false;
    try {
      FetchResponse first = block(0, EnvelopeReader.ITEMS + " ");
      if (first == null) {
        return Optional.empty();
      }
      try (OutputStream out = Files.newOutputStream(file)) {
        copy(first, out);
      }
      Envelope envelope;
      try (InputStream header = Files.newInputStream(file)) {
        envelope = EnvelopeReader.read(first, reference, header);
      }
      whole = true;
      return Optional.of(new MessageFile(file, envelope));
    } catch (IOException e) {
      throw Failures.file("cannot keep message " + reference + " in " + file, e);
    } finally {
      if (!whole) {
        delete(file);
      }
    }
  }

  /** Writes the first block and asks for the others, until the announced size is there. */
  private void copy(FetchResponse first, OutputStream out) throws IOException, MailException {
    RFC822SIZE announced = first.getItem(RFC822SIZE.class);
    long size = announced == null ? -1 : announced.size;
    int last = write(first, out);
    long total = last;
    while (last == BLOCK || (size > 0 && total < size && last > 0)) {
      FetchResponse next = block(total, "");
      if (next == null) {
        throw broken("it went away while it was read");
      }
      last = write(next, out);
      total += last;
    }
    if (total == 0) {
      throw broken("the server hands out an empty message");
    }
    if (size > 0 && total != size) {
      // the server said twice where the text ends, so the text is right and the number is not
      log.warn("message {} has {} octets, the server announced {}", reference, total, size);
    }
  }

  private int write(FetchResponse row, OutputStream out) throws IOException, MailException {
    BODY body = row.getItem(BODY.class);
    ByteArray bytes = body == null ? null : body.getByteArray();
    if (bytes == null) {
      throw broken("the server answers without its text");
    }
    out.write(bytes.getBytes(), bytes.getStart(), bytes.getCount());
    return bytes.getCount();
  }

  private @Nullable FetchResponse block(long offset, String items) throws MailException {
    String partial = "BODY.PEEK[]<" + offset + "." + BLOCK + ">";
    String command = "UID FETCH " + reference.uid() + " (" + items + partial + ")";
    return row(
        session.repeat("reading message " + reference, connection -> connection.ask(command)));
  }

  /** The row with the text; else the one that tells the message is there. */
  private @Nullable FetchResponse row(Response[] responses) {
    FetchResponse withoutBody = null;
    for (Response response : responses) {
      if (response instanceof FetchResponse row && isOurs(row)) {
        if (row.getItem(BODY.class) != null) {
          return row;
        }
        withoutBody = row.getItem(RFC822SIZE.class) == null ? withoutBody : row;
      }
    }
    return withoutBody;
  }

  private boolean isOurs(FetchResponse row) {
    UID uid = row.getItem(UID.class);
    return uid != null && uid.uid == reference.uid();
  }

  private MailException broken(String why) {
    return new MailException(
        Kind.PROTOCOL, "message " + reference + " cannot be had whole: " + why, Failures.TRY_LATER);
  }

  private Path newFile() throws MailException {
    try {
      Path file = Files.createTempFile("icloud-mail-", ".eml");
      // for the case that the program is stopped in the middle
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new MailException(
          Kind.CANNOT_CREATE,
          "cannot make a temporary file: " + FileTrouble.of(e),
          "Is the disk full? TMPDIR names another place.",
          e);
    }
  }

  private static void delete(Path file) throws MailException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw Failures.file("cannot remove " + file, e);
    }
  }
}

package icloudmail.mail;

import icloudmail.model.Envelope;
import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Progress;
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
 * asked for again, then reported, never passed on (icloud-facts 2 and 8). One of usual size is one
 * command and stays in memory; a larger one goes to a temporary file in blocks, so that the largest
 * fits any heap.
 */
final class Download {
  private static final int BLOCK = 4 << 20;
  private static final int ATTEMPTS = 3;

  private final ImapSession session;
  private final Reference reference;
  private final Progress progress;
  private final Logger log;

  /**
   * @param progress is told of octets as they come
   */
  Download(ImapSession session, Reference reference, Progress progress) {
    this.session = session;
    this.reference = reference;
    this.progress = progress;
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
    FetchResponse first = block(0, EnvelopeReader.ITEMS + " ");
    if (first == null) {
      return Optional.empty();
    }
    MessageCopy copy = copy(first);
    boolean whole = false;
    try {
      try (InputStream header = copy.open()) {
        Envelope envelope = EnvelopeReader.read(first, reference, header);
        whole = true;
        return Optional.of(new MessageFile(copy, envelope));
      } finally {
        if (!whole) {
          copy.close();
        }
      }
    } catch (IOException e) {
      throw Failures.file("cannot keep message " + reference, e);
    }
  }

  private MessageCopy copy(FetchResponse first) throws MailException {
    ByteArray start = text(first);
    RFC822SIZE announced = first.getItem(RFC822SIZE.class);
    long size = announced == null ? -1 : announced.size;
    progress.expect(0, Math.max(size, start.getCount()));
    progress.advance(0, start.getCount());
    if (more(start.getCount(), start.getCount(), size)) {
      return inFile(start, size);
    }
    verify(start.getCount(), size);
    return new CopyInMemory(start);
  }

  /** A short block ends the text, unless the size tells that there is more. */
  private static boolean more(int last, long total, long size) {
    return last == BLOCK || (size > 0 && total < size && last > 0);
  }

  private MessageCopy inFile(ByteArray start, long size) throws MailException {
    TemporaryFiles files = session.temporaryFiles();
    Path file = newFile(files);
    CopyInFile copy = new CopyInFile(file, files);
    boolean whole = false;
    try {
      try (OutputStream out = Files.newOutputStream(file)) {
        copyTo(out, start, size);
        whole = true;
      } finally {
        if (!whole) {
          copy.close();
        }
      }
      return copy;
    } catch (IOException e) {
      throw Failures.file("cannot keep message " + reference + " in " + file, e);
    }
  }

  /** Writes the first block and asks for the others, until the announced size is there. */
  private void copyTo(OutputStream out, ByteArray start, long size)
      throws IOException, MailException {
    int last = write(start, out);
    long total = last;
    while (more(last, total, size)) {
      FetchResponse next = block(total, "");
      if (next == null) {
        throw broken("it went away while it was read");
      }
      last = write(text(next), out);
      progress.advance(0, last);
      total += last;
    }
    verify(total, size);
  }

  private void verify(long total, long size) throws MailException {
    if (total == 0) {
      throw broken("the server hands out an empty message");
    }
    if (size > 0 && total != size) {
      // the server said twice where the text ends, so the text is right and the number is not
      log.warn("message {} has {} octets, the server announced {}", reference, total, size);
    }
  }

  private static int write(ByteArray bytes, OutputStream out) throws IOException {
    out.write(bytes.getBytes(), bytes.getStart(), bytes.getCount());
    return bytes.getCount();
  }

  private ByteArray text(FetchResponse row) throws MailException {
    BODY body = row.getItem(BODY.class);
    ByteArray bytes = body == null ? null : body.getByteArray();
    if (bytes == null) {
      throw broken("the server answers without its text");
    }
    return bytes;
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

  private static Path newFile(TemporaryFiles files) throws MailException {
    try {
      return files.take();
    } catch (IOException e) {
      throw new MailException(
          Kind.CANNOT_CREATE,
          "cannot make a temporary file: " + FileTrouble.of(e),
          "Is the disk full? TMPDIR names another place.",
          e);
    }
  }
}

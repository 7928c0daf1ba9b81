package icloudmail.cli;

import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the text of a message comes from: -m, else -f, else standard input. */
final class BodySource {
  @Option(
      names = {"-m", "--message"},
      paramLabel = "TEXT",
      description = "The text.")
  private @Nullable String message;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Read the text from FILE (UTF-8).")
  private @Nullable Path file;

  /** More than anybody reads, and as much as fits the heap in the forms that it passes through. */
  private static final int MOST_OCTETS = 4_000_000;

  /**
   * The text.
   *
   * @throws MailException of kind NO_INPUT for a missing file, REFUSED for bytes that are not UTF-8
   *     or too many of them
   */
  String text(Surroundings surroundings) throws MailException {
    if (message != null && file != null) {
      throw new MailException(Kind.USAGE, "-m and -f both give a text; one will do");
    }
    if (message != null) {
      return message.endsWith("\n") ? message : message + "\n";
    }
    if (file == null && surroundings.terminal().in()) {
      throw new MailException(
          Kind.USAGE, "the message has no text", "Give it with -m, -f, or on standard input.");
    }
    return file == null ? read(surroundings.in()) : read(file);
  }

  private static String read(Path file) throws MailException {
    try (InputStream in = Files.newInputStream(file)) {
      return decode(in.readNBytes(MOST_OCTETS + 1), file.toString());
    } catch (IOException e) {
      throw new MailException(
          Kind.NO_INPUT, "cannot read the text from " + file + ": " + FileTrouble.of(e), null, e);
    }
  }

  private static String read(InputStream in) throws MailException {
    try {
      return decode(in.readNBytes(MOST_OCTETS + 1), "standard input");
    } catch (IOException e) {
      throw new MailException(Kind.NO_INPUT, "cannot read the text from standard input", null, e);
    }
  }

  private static String decode(byte[] bytes, String where) throws MailException {
    if (bytes.length > MOST_OCTETS) {
      throw new MailException(
          Kind.REFUSED,
          "the text from " + where + " has more than " + MOST_OCTETS / 1_000_000 + " MB",
          "Put it into a file and attach that with -A.");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MailException(
          Kind.REFUSED,
          "the text from " + where + " is not UTF-8",
          "Attach it with -A, or convert it first: iconv -f LATIN1 -t UTF-8.",
          e);
    }
  }
}

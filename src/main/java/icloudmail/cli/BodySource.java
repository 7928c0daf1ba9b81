package icloudmail.cli;

import icloudmail.model.DraftText;
import icloudmail.model.DraftText.Form;
import icloudmail.model.Editor;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the text of a message comes from: -m, else -f, else standard input, else an editor. */
final class BodySource implements OptionGroup {
  @Option(
      names = {"-m", "--message"},
      paramLabel = "TEXT",
      description = "The text.")
  private @Nullable String message;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Read it from FILE (UTF-8); without, or -: stdin.")
  private @Nullable Path file;

  @Option(names = "--html", description = "The text is HTML; plain text is derived from it.")
  private boolean html;

  @Option(names = "--markdown", description = "The text is Markdown; HTML is made of it.")
  private boolean markdown;

  @Option(names = "--edit", description = "Edit the text in $VISUAL or $EDITOR before it goes.")
  private boolean edit;

  private static final Path STANDARD_INPUT = Path.of("-");

  /** More than anybody reads, and as much as fits the heap in the forms that it passes through. */
  private static final int MOST_OCTETS = 4_000_000;

  @Override
  public String heading() {
    return "Text and attachments";
  }

  /** The language of the text. */
  Form form() throws MailException {
    if (html && markdown) {
      throw new MailException(Kind.USAGE, "--html and --markdown both tell what the text is");
    }
    return html ? Form.HTML : markdown ? Form.MARKDOWN : Form.PLAIN;
  }

  /**
   * The text, and where it is to be edited: where that is asked for, or there is a person who gave
   * none.
   *
   * @param inputTaken whether standard input is something else
   * @throws MailException of kind NO_INPUT for a missing file, REFUSED for bytes that are not UTF-8
   *     or too many of them, USAGE where there is no text
   */
  DraftText text(Surroundings surroundings, boolean inputTaken) throws MailException {
    if (message != null && file != null) {
      throw new MailException(Kind.USAGE, "-m and -f both give a text; one will do");
    }
    if (inputTaken && STANDARD_INPUT.equals(file)) {
      throw new MailException(
          Kind.USAGE,
          "standard input is attached, and cannot be the text as well",
          "Give the text with -m, -f FILE or --edit.");
    }
    boolean none = message == null && file == null && (inputTaken || surroundings.terminal().in());
    Optional<Editor> editor =
        edit || (none && surroundings.terminal().in())
            ? EditorProgram.of(surroundings, form())
            : Optional.empty();
    if (editor.isEmpty() && (none || edit)) {
      throw new MailException(
          Kind.USAGE,
          edit ? "no editor is named" : "the message has no text",
          edit
              ? "Set $EDITOR."
              : inputTaken
                  ? "Standard input is attached: give the text with -m, -f or --edit."
                  : "Give it with -m, -f, on standard input, or set $EDITOR.");
    }
    boolean piped = !none && message == null && file == null;
    return new DraftText(form(), none ? "" : source(surroundings), editor.orElse(null), piped);
  }

  private String source(Surroundings surroundings) throws MailException {
    if (message != null) {
      return message.endsWith("\n") ? message : message + "\n";
    }
    return file == null || STANDARD_INPUT.equals(file) ? read(surroundings.in()) : read(file);
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

package icloudmail.cli;

import icloudmail.model.AttachmentFile;
import icloudmail.model.DraftText.Form;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The files that go along with a message. */
final class AttachmentOptions implements OptionGroup {
  private static final InputFile STANDARD_INPUT = new InputFile(Path.of("-"));

  @Option(
      names = {"-A", "--attach"},
      paramLabel = "FILE",
      converter = AttachmentConverter.class,
      description = "Attach FILE[;type=T][;name=N], or - for stdin.")
  private List<AttachmentFile> attachments = new ArrayList<>();

  @Option(
      names = "--inline",
      paramLabel = "FILE",
      converter = AttachmentConverter.class,
      description = "Attach FILE, which the text shows as cid:NAME.")
  private List<AttachmentFile> inline = new ArrayList<>();

  @Override
  public String heading() {
    return "Text and attachments";
  }

  /** Whether standard input is a file here, and not the text. */
  boolean takesStandardInput() {
    return Stream.concat(attachments.stream(), inline.stream())
        .anyMatch(file -> file.source().equals(STANDARD_INPUT));
  }

  List<AttachmentFile> attachments(Surroundings surroundings) throws MailException {
    long taken =
        Stream.concat(attachments.stream(), inline.stream())
            .filter(file -> file.source().equals(STANDARD_INPUT))
            .count();
    if (taken > 1) {
      throw new MailException(Kind.USAGE, "standard input can be attached once");
    }
    return read(attachments, surroundings);
  }

  /** The files that the text shows; only HTML can. */
  List<AttachmentFile> inline(Form form, Surroundings surroundings) throws MailException {
    if (form == Form.PLAIN && !inline.isEmpty()) {
      throw new MailException(
          Kind.USAGE,
          "plain text shows no inline file",
          "Give --html or --markdown, or attach it with -A.");
    }
    return read(inline, surroundings);
  }

  private static List<AttachmentFile> read(List<AttachmentFile> files, Surroundings surroundings) {
    return files.stream()
        .map(file -> file.source().equals(STANDARD_INPUT) ? read(file, surroundings) : file)
        .toList();
  }

  private static AttachmentFile read(AttachmentFile file, Surroundings surroundings) {
    String name = file.name().equals("-") ? "attachment" : file.name();
    return new AttachmentFile(new StandardInput(surroundings.in()), file.type(), name);
  }
}

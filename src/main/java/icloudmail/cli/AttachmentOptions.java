package icloudmail.cli;

import icloudmail.model.AttachmentFile;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The files that go along with a message. */
final class AttachmentOptions {
  @Option(
      names = {"-A", "--attach"},
      paramLabel = "FILE[;type=T][;name=N]",
      converter = AttachmentConverter.class,
      description = "Attach a file; several times for several files.")
  private List<AttachmentFile> attachments = new ArrayList<>();

  List<AttachmentFile> attachments() {
    return attachments;
  }
}

package icloudmail.cli;

import icloudmail.model.ArchiveFormat;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Message;
import icloudmail.model.MessageSink;
import icloudmail.model.Preference;
import icloudmail.model.Progress;
import icloudmail.render.AttachmentFiles;
import icloudmail.render.MessageFiles;
import icloudmail.render.PartChoice;
import icloudmail.render.PartOutput;
import icloudmail.render.Printer;
import icloudmail.render.View;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is made of a fetched message, and where it goes. */
final class FetchForm implements OptionGroup {
  /** The forms. */
  enum Form {
    TEXT,
    HTML,
    HEADERS,
    RAW,
    EML,
    MAILDIR,
    MBOX,
    ATTACHMENTS;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--as",
      paramLabel = "FORM",
      description = {
        "text (default), html, headers: to read;",
        "raw: the exact bytes;",
        "eml: a file of them for each message;",
        "maildir, mbox: a mailbox of them;",
        "attachments: the decoded files."
      })
  private @Nullable Form form;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE|DIR",
      description = "Write there. eml and attachments: a directory (default: this one).")
  private @Nullable String output;

  @Option(
      names = "--prefer",
      paramLabel = "TEXT",
      defaultValue = "plain",
      description = "plain (default) or html: which text is shown of two.")
  private Preference preference;

  @Option(
      names = "--part",
      paramLabel = "N|GLOB",
      description = {
        "Of the attachments only number N, or those of such",
        "names ('*.pdf'). With -o - that one is written out."
      })
  private List<String> parts = new ArrayList<>();

  @Override
  public String heading() {
    return "What is made of them";
  }

  /**
   * The format of the archive that is asked for, if it is one, or can be.
   *
   * @throws MailException of kind USAGE where the options do not go together
   */
  Optional<ArchiveFormat> archive() throws MailException {
    return switch (form()) {
      case EML -> Optional.of(ArchiveFormat.EML);
      case MAILDIR -> Optional.of(ArchiveFormat.MAILDIR);
      case MBOX -> Optional.of(ArchiveFormat.MBOX);
      case TEXT, HTML, RAW, HEADERS, ATTACHMENTS -> Optional.empty();
    };
  }

  /** Where to, as it was typed, or null. */
  @Nullable String output() {
    return output;
  }

  /**
   * Takes messages in the form that is asked for.
   *
   * @throws MailException of kind USAGE where the options do not go together
   */
  MessageSink sink(GlobalOptions global, Printer printer) throws MailException {
    return new Preferring(chosen(global, printer), preference);
  }

  private MessageSink chosen(GlobalOptions global, Printer printer) throws MailException {
    boolean stdout = "-".equals(output);
    String target = stdout ? null : output;
    return switch (form()) {
      case ATTACHMENTS -> {
        PartChoice choice = PartChoice.of(parts);
        yield stdout
            ? new PartOutput(choice, global.rawOutput(), global::warn)
            : new AttachmentFiles(
                Path.of(target == null ? "." : target), choice, printer, global::warn);
      }
      case EML, MAILDIR, MBOX -> {
        if (stdout) {
          yield global.rawOutput();
        }
        yield target == null
            ? new MessageFiles(Path.of("."), true, null, printer)
            : files(target, !target.endsWith(".eml"), null, printer);
      }
      case RAW -> target == null ? global.rawOutput() : files(target, false, null, printer);
      case TEXT -> view(target, View.TEXT, printer);
      case HTML -> view(target, View.HTML, printer);
      case HEADERS -> view(target, View.HEADERS, printer);
    };
  }

  /** Shows how messages are saved; where they are read, one can see it. */
  Progress progress(GlobalOptions global) throws MailException {
    boolean saved = form() == Form.ATTACHMENTS || form() == Form.EML || output != null;
    return saved || !global.surroundings().terminal().out()
        ? global.progress("fetching")
        : Progress.NONE;
  }

  private Form form() throws MailException {
    if (!parts.isEmpty() && form != null && form != Form.ATTACHMENTS) {
      throw new MailException(
          Kind.USAGE,
          "--part chooses attachments, and --as " + form + " asks for something else",
          "Leave one of them away.");
    }
    return form != null ? form : parts.isEmpty() ? Form.TEXT : Form.ATTACHMENTS;
  }

  /** Hands each message on with the preference of its reader. */
  private record Preferring(MessageSink sink, Preference preference) implements MessageSink {
    @Override
    public void accept(Message message) throws MailException {
      sink.accept(message.preferring(preference));
    }

    @Override
    public void complete() throws MailException {
      sink.complete();
    }
  }

  private static MessageSink view(@Nullable String target, View view, Printer printer) {
    return target == null
        ? message -> printer.message(message, view)
        : files(target, false, view, printer);
  }

  private static MessageFiles files(
      String target, boolean directory, @Nullable View view, Printer printer) {
    boolean named = directory || target.endsWith("/") || target.endsWith(File.separator);
    return new MessageFiles(Path.of(target), named, view, printer);
  }
}

package icloudmail.render;

import icloudmail.model.ArchivedFolder;
import icloudmail.model.Change;
import icloudmail.model.CheckResult;
import icloudmail.model.Difference;
import icloudmail.model.ExportSummary;
import icloudmail.model.Finding;
import icloudmail.model.Folder;
import icloudmail.model.JobFolder;
import icloudmail.model.Listing;
import icloudmail.model.MailException;
import icloudmail.model.Message;
import icloudmail.model.OutboxItem;
import icloudmail.model.SavedDraft;
import icloudmail.model.SavedFile;
import icloudmail.model.Scope;
import icloudmail.model.SendReceipt;
import icloudmail.model.WatchEvent;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** For a person at a terminal. */
public final class TextPrinter implements Printer {
  private final PrintWriter out;
  private final EnvelopeTable table;
  private final FolderTable folders;
  private final OutboxTable outbox;
  private final FindingTable findings;
  private boolean several;

  public TextPrinter(PrintWriter out, Terminal terminal, Clock clock) {
    this.out = out;
    this.table = new EnvelopeTable(terminal, clock);
    this.folders = new FolderTable(terminal);
    this.outbox = new OutboxTable(terminal, clock);
    this.findings = new FindingTable(terminal);
  }

  @Override
  public void receipt(SendReceipt receipt) {
    out.print(DisplayText.line(sentence(receipt)) + "\n");
    out.print("Message-ID: " + receipt.messageId() + "\n");
    switch (receipt.sentCopy().status()) {
      case FILED, PRESENT ->
          out.print(
              "Copy: " + DisplayText.line(String.valueOf(receipt.sentCopy().folder())) + "\n");
      case FAILED, SKIPPED -> {
        // a failure is told on stderr
      }
    }
  }

  @Override
  public void draft(SavedDraft draft) {
    String where = draft.reference() == null ? draft.folder() : draft.reference().toString();
    out.print("Draft saved: " + DisplayText.line(where) + "\n");
    out.print("Message-ID: " + draft.messageId() + "\n");
  }

  @Override
  public void outboxItem(OutboxItem item) {
    out.print(outbox.of(item));
  }

  @Override
  public void listing(Listing piece) {
    if (piece.envelopes().isEmpty()) {
      out.print("No messages in " + DisplayText.line(piece.scope().toString()) + "." + "\n");
    } else {
      out.print(table.of(piece));
    }
  }

  @Override
  public void event(WatchEvent event) {
    if (event instanceof WatchEvent.Arrival arrival) {
      Scope scope = Scope.of(arrival.message().reference().folder());
      listing(new Listing(scope, List.of(arrival.message())));
      out.flush();
    }
  }

  @Override
  public void job(String name, JobFolder folder) {
    out.print(
        DisplayText.line(
                name
                    + ": "
                    + folder.folder()
                    + " of "
                    + folder.login()
                    + ", told up to UID "
                    + (folder.uidNext() - 1)
                    + (folder.owed().isEmpty() ? "" : ", " + folder.owed().size() + " owed")
                    + ", looked at "
                    + folder.looked().truncatedTo(ChronoUnit.SECONDS))
            + "\n");
  }

  @Override
  public void count(CheckResult result) {
    out.print(result.count() + "\n");
  }

  @Override
  public void folder(Folder folder) {
    out.print(folders.of(folder));
  }

  @Override
  public void change(Change change) {
    out.print(DisplayText.line(sentence(change)) + "\n");
  }

  @Override
  public void finding(Finding finding) {
    out.print(findings.of(finding));
    // each step may take its time, and the person waits
    out.flush();
  }

  private static String sentence(SendReceipt receipt) {
    return switch (receipt.status()) {
      case SENT -> "Sent to " + String.join(", ", receipt.accepted()) + ".";
      case QUEUED -> "Queued as " + receipt.outboxId() + ": " + receipt.reason();
      case ALREADY_SENT -> "Not sent again: " + receipt.reason();
    };
  }

  private static String sentence(Change change) {
    String what =
        switch (change.status()) {
          case MARKED -> "marked " + change.reference();
          case MOVED -> "moved " + change.reference();
          case COPIED -> "copied but not removed " + change.reference();
          case REMOVED -> "removed " + change.reference();
          case UNCHANGED -> "left as it was " + change.reference();
          case PLANNED -> "rehearsed " + change.reference();
          case UNKNOWN -> "nobody knows whether it is done: " + change.reference();
        };
    boolean elsewhere =
        change.newReference() != null && !change.newReference().equals(change.reference());
    return what
        + (elsewhere ? " to " + change.newReference() : "")
        + (change.reason() == null ? "" : " (" + change.reason() + ")");
  }

  @Override
  public void message(Message message, View view) throws MailException {
    String text = MessageView.of(message, view);
    out.print((several ? "\n" + "-".repeat(72) + "\n\n" : "") + text);
    several = true;
  }

  @Override
  public void saved(SavedFile file) {
    out.print(DisplayText.line(file.path().toString()) + "\n");
  }

  @Override
  public void exported(SavedFile message) {
    // a person looks at the folders
  }

  @Override
  public void archived(ArchivedFolder folder) {
    if (folder.added() > 0 || folder.reflagged() > 0) {
      out.print(DisplayText.line(ArchiveWords.of(folder)) + "\n");
    }
  }

  @Override
  public void summary(ExportSummary summary) {
    // goes to standard error, where the progress was shown
  }

  @Override
  public void difference(Difference difference) {
    out.print(DisplayText.line(ArchiveWords.of(difference)) + "\n");
  }
}

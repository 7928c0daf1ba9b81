package icloudmail.render;

import icloudmail.model.ArchivedFolder;
import icloudmail.model.Change;
import icloudmail.model.CheckResult;
import icloudmail.model.Difference;
import icloudmail.model.Envelope;
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
import icloudmail.model.ShownAddress;
import icloudmail.model.WatchEvent;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * For a pipe: tab-separated rows without a header. The order of columns never changes; see the
 * README.
 */
public final class TsvPrinter implements Printer {
  private final PrintWriter out;
  private boolean several;

  public TsvPrinter(PrintWriter out) {
    this.out = out;
  }

  /** {@code messageId accepted status outboxId}, addresses joined by blanks. */
  @Override
  public void receipt(SendReceipt receipt) {
    row(
        receipt.messageId(),
        String.join(" ", receipt.accepted()),
        receipt.status().word(),
        receipt.outboxId() == null ? "" : receipt.outboxId());
  }

  /** {@code messageId folder ref}; the last is empty where the server does not tell it. */
  @Override
  public void draft(SavedDraft draft) {
    row(
        draft.messageId(),
        draft.folder(),
        draft.reference() == null ? "" : draft.reference().toString());
  }

  /** {@code id state created recipients subject size messageId reason}. */
  @Override
  public void outboxItem(OutboxItem item) {
    row(
        item.id(),
        item.state().word(),
        item.created().toString(),
        String.join(" ", item.recipients()),
        item.submission().subject() == null ? "" : item.submission().subject(),
        Long.toString(item.size()),
        item.submission().messageId(),
        item.reason() == null ? "" : item.reason());
  }

  /**
   * {@code ref date from subject flags size messageId}; the date is that of arrival, in UTC. A
   * snippet, where it was asked for, comes last.
   */
  @Override
  public void listing(Listing piece) {
    for (Envelope each : piece.envelopes()) {
      List<String> columns = new ArrayList<>();
      columns.add(each.reference().toString());
      columns.add(each.received() == null ? "" : each.received().toString());
      columns.add(ShownAddress.full(each.from()));
      columns.add(each.subject() == null ? "" : each.subject());
      columns.add(String.join(" ", each.flags()));
      columns.add(Long.toString(each.size()));
      columns.add(each.messageId() == null ? "" : each.messageId());
      if (each.snippet() != null) {
        columns.add(each.snippet());
      }
      row(columns.toArray(String[]::new));
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

  /** {@code job login folder uidValidity uidNext owed looked}. */
  @Override
  public void job(String name, JobFolder folder) {
    row(
        name,
        folder.login(),
        folder.folder(),
        Long.toString(folder.uidValidity()),
        Long.toString(folder.uidNext()),
        Integer.toString(folder.owed().size()),
        folder.looked().toString());
  }

  @Override
  public void count(CheckResult result) {
    row(Long.toString(result.count()));
  }

  /** {@code name role messages unread}; a count that the server does not tell is empty. */
  @Override
  public void folder(Folder folder) {
    row(
        folder.name(),
        folder.role() == null ? "" : folder.role().word(),
        folder.messages() == null ? "" : folder.messages().toString(),
        folder.unread() == null ? "" : folder.unread().toString());
  }

  /**
   * {@code ref status oldRef reason}; the first names the message from now on, if anything does.
   */
  @Override
  public void change(Change change) {
    row(
        change.newReference() == null ? "" : change.newReference().toString(),
        change.status().word(),
        change.reference().toString(),
        change.reason() == null ? "" : change.reason());
  }

  /** {@code check status message hint}. */
  @Override
  public void finding(Finding finding) {
    row(
        finding.check(),
        finding.status().word(),
        finding.message(),
        finding.hint() == null ? "" : finding.hint());
  }

  /** Text is not a row; messages are parted by an empty line. */
  @Override
  public void message(Message message, View view) throws MailException {
    String text = MessageView.of(message, view);
    out.print((several ? "\n" : "") + text);
    several = true;
  }

  /** The path alone, so that it can be handed on. */
  @Override
  public void saved(SavedFile file) {
    row(file.path().toString());
  }

  private void row(String... columns) {
    out.print(Stream.of(columns).map(DisplayText::line).collect(Collectors.joining("\t")) + "\n");
  }

  @Override
  public void exported(SavedFile message) {
    // the rows are those of the folders
  }

  /** {@code folder uidValidity added bytes reflagged held path}. */
  @Override
  public void archived(ArchivedFolder folder) {
    if (folder.added() > 0 || folder.reflagged() > 0) {
      row(
          folder.folder(),
          Long.toString(folder.uidValidity()),
          Long.toString(folder.added()),
          Long.toString(folder.bytes()),
          Long.toString(folder.reflagged()),
          Long.toString(folder.held()),
          folder.path().toString());
    }
  }

  @Override
  public void summary(ExportSummary summary) {
    // goes to standard error
  }

  /** {@code difference folder ref path detail}; what there is none of is empty. */
  @Override
  public void difference(Difference difference) {
    row(
        difference.kind().word(),
        difference.folder() == null ? "" : difference.folder(),
        difference.reference() == null ? "" : difference.reference().toString(),
        difference.path() == null ? "" : difference.path().toString(),
        difference.detail());
  }
}

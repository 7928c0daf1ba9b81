package icloudmail.render;

import icloudmail.model.CheckResult;
import icloudmail.model.Listing;
import icloudmail.model.MailException;
import icloudmail.model.Message;
import icloudmail.model.SavedFile;
import icloudmail.model.SendReceipt;
import java.io.PrintWriter;
import java.time.Clock;

/** For a person at a terminal. */
public final class TextPrinter implements Printer {
  private final PrintWriter out;
  private final EnvelopeTable table;
  private boolean several;

  public TextPrinter(PrintWriter out, Terminal terminal, Clock clock) {
    this.out = out;
    this.table = new EnvelopeTable(terminal, clock);
  }

  @Override
  public void receipt(SendReceipt receipt) {
    out.print("Sent to " + String.join(", ", receipt.accepted()) + "." + "\n");
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
  public void listing(Listing piece) {
    if (piece.envelopes().isEmpty()) {
      out.print("No messages in " + DisplayText.line(piece.folder()) + "." + "\n");
    } else {
      out.print(table.of(piece.envelopes()));
    }
  }

  @Override
  public void count(CheckResult result) {
    out.print(result.count() + "\n");
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
}

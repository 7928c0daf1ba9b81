package icloudmail.render;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.Address;
import icloudmail.model.CheckResult;
import icloudmail.model.Envelope;
import icloudmail.model.Listing;
import icloudmail.model.MailException;
import icloudmail.model.Reference;
import icloudmail.model.RefusedRecipient;
import icloudmail.model.SavedFile;
import icloudmail.model.Scope;
import icloudmail.model.SendReceipt;
import icloudmail.model.SentCopy;
import icloudmail.testkit.Nouns;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TsvPrinterTest {
  private final StringWriter out = new StringWriter();
  private final TsvPrinter printer = new TsvPrinter(new PrintWriter(out));

  @Test
  void theColumnsNeverChange() {
    printer.listing(
        new Listing(
            Scope.of("INBOX"), List.of(Nouns.envelope(2271, "Grüße", "\\Flagged", "\\Seen"))));

    assertThat(out.toString())
        .isEqualTo(
            "INBOX/1451405933/2271\t2026-11-23T08:00:07Z\tJörg <joerg@example.com>\tGrüße"
                + "\t\\Flagged \\Seen\t1500\t<2271@example.com>\n");
  }

  @Test
  void whatIsNotThereIsAnEmptyColumn() {
    Envelope empty =
        new Envelope(
            new Reference("INBOX", 1, 7),
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of(),
            0,
            List.of(),
            List.of(),
            null,
            null,
            null,
            null);
    printer.listing(new Listing(Scope.of("INBOX"), List.of(empty)));

    assertThat(out.toString()).isEqualTo("INBOX/1/7\t\t\t\t\t0\t\n");
  }

  @Test
  void noFieldCanForgeAColumnARowOrAnEscapeSequence() {
    printer.listing(
        new Listing(
            Scope.of("INBOX"),
            List.of(Nouns.envelope(7, "a\tb\r\nINBOX/1/8\u001B[2J\u0085\u2028"))));

    assertThat(out.toString().lines().toList()).hasSize(1);
    assertThat(out.toString().split("\t", -1)).hasSize(7);
    assertThat(out.toString().split("\t", -1)[3]).isEqualTo("a b  INBOX/1/8␛[2J<U+0085><U+2028>");
  }

  @Test
  void severalSendersShareTheirColumn() {
    Envelope one = Nouns.envelope(7, "x");
    Envelope two =
        new Envelope(
            one.reference(),
            one.messageId(),
            one.date(),
            one.received(),
            List.of(new Address("A", "a@example.com"), new Address(null, "b@example.com")),
            one.to(),
            one.cc(),
            one.replyTo(),
            one.subject(),
            one.flags(),
            one.size(),
            one.inReplyTo(),
            one.references(),
            one.deliveredTo(),
            null,
            null,
            null);
    printer.listing(new Listing(Scope.of("INBOX"), List.of(two)));

    assertThat(out.toString().split("\t", -1)[2]).isEqualTo("A <a@example.com>, b@example.com");
  }

  @Test
  void noMessageIsNoRow() {
    printer.listing(new Listing(Scope.of("INBOX"), List.of()));
    printer.complete();
    printer.end();

    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aCountIsOneNumber() {
    printer.count(new CheckResult(Scope.of("INBOX"), 12));

    assertThat(out.toString()).isEqualTo("12\n");
  }

  @Test
  void aReceiptIsTheMessageIdAndWhoIsServed() {
    printer.receipt(
        new SendReceipt(
            SendReceipt.Status.SENT,
            "<a@icloud.com>",
            List.of("x@example.com", "y@example.com"),
            List.of(new RefusedRecipient("z@example.com", "550 no")),
            SentCopy.skipped(),
            null,
            null));

    assertThat(out.toString()).isEqualTo("<a@icloud.com>\tx@example.com y@example.com\tsent\t\n");
  }

  @Test
  void messagesArePartedByAnEmptyLine() throws MailException {
    printer.message(Nouns.message(Nouns.envelope(7, "one"), "first\n"), View.HEADERS);
    printer.message(Nouns.message(Nouns.envelope(8, "two"), "second\n"), View.HEADERS);

    assertThat(out.toString()).isEqualTo("X-Odd: a␛[2J\n\nX-Odd: a␛[2J\n");
  }

  @Test
  void aSavedFileIsItsPath() {
    Reference reference = new Reference("INBOX", 1, 7);
    printer.saved(new SavedFile(reference, 1, "a.pdf", "x/y", 4, Path.of("dir/a b.pdf")));

    assertThat(out.toString()).isEqualTo("dir/a b.pdf\n");
  }
}

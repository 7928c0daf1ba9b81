package icloudmail.render;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.CheckResult;
import icloudmail.model.Listing;
import icloudmail.model.MailException;
import icloudmail.model.Part;
import icloudmail.model.Reference;
import icloudmail.model.SavedFile;
import icloudmail.model.Scope;
import icloudmail.model.SendReceipt;
import icloudmail.model.SentCopy;
import icloudmail.testkit.Nouns;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextPrinterTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneId.of("Europe/Berlin"));

  private final StringWriter out = new StringWriter();
  private final TextPrinter printer = printer(120);

  private TextPrinter printer(int width) {
    Terminal terminal = new Terminal(true, true, true, width, false);
    return new TextPrinter(new PrintWriter(out), terminal, CLOCK);
  }

  @Test
  void aWideTerminalGivesTheRoomToTheSubject() {
    printer.listing(new Listing(Scope.of("INBOX"), List.of(Nouns.envelope(2271, "s".repeat(80)))));

    List<String> rows = out.toString().lines().toList();
    assertThat(rows).hasSize(2);
    assertThat(rows).extracting(DisplayText::width).containsOnly(120);
    assertThat(rows.get(1))
        .isEqualTo(
            "2271  N    09:00       Jörg                      " + "s".repeat(61) + "…   1.5 kB");
  }

  @Test
  void laterPiecesHaveNoHeading() {
    printer.listing(new Listing(Scope.of("INBOX"), List.of(Nouns.envelope(2271, "one"))));
    printer.listing(new Listing(Scope.of("INBOX"), List.of(Nouns.envelope(9, "two"))));

    assertThat(out.toString().lines().toList())
        .satisfiesExactly(
            heading -> assertThat(heading).startsWith(" UID  "),
            first -> assertThat(first).startsWith("2271  N  "),
            second -> assertThat(second).startsWith("   9  N  "));
  }

  @Test
  void anEmptyFolderIsSaidInWords() {
    printer.listing(new Listing(Scope.of("Od\u001Bd"), List.of()));

    assertThat(out.toString()).isEqualTo("No messages in Od␛d.\n");
  }

  @Test
  void aCountIsOneNumber() {
    printer.count(new CheckResult(Scope.of("INBOX"), 3));

    assertThat(out.toString()).isEqualTo("3\n");
  }

  @Test
  void aReceiptTellsOfACopyOnlyWhereThereIsOne() {
    SendReceipt sent =
        new SendReceipt(
            SendReceipt.Status.SENT,
            "<a@b>",
            List.of("x@y.z", "u@v.w"),
            List.of(),
            SentCopy.skipped(),
            null,
            null);
    printer.receipt(sent);
    printer.receipt(sent.with(new SentCopy(SentCopy.Status.PRESENT, "Sent Messages", null, null)));

    String receipt = "Sent to x@y.z, u@v.w.\nMessage-ID: <a@b>\n";
    assertThat(out.toString()).isEqualTo(receipt + receipt + "Copy: Sent Messages\n");
  }

  @Test
  void aMessageHasItsHeadersItsTextAndItsAttachments() throws MailException {
    Part nameless = new Part(2, null, "image/png", null, -1, Nouns.content(""));
    printer.message(
        Nouns.message(
            Nouns.envelope(7, "Hi\u001B[2J"),
            "one\ttwo\nthree\u202E",
            Nouns.part(1, "a\nb.pdf", "%PDF"),
            nameless),
        View.TEXT);

    assertThat(out.toString())
        .isEqualTo(
            "From: Jörg <joerg@example.com>\n"
                + "To: jo@icloud.com\n"
                + "Date: Mon, 23 Nov 2026 09:00:05 +0100\n"
                + "Subject: Hi␛[2J\n"
                + "\n"
                + "one\ttwo\nthree<U+202E>\n"
                + "\n"
                + "[attachment 1] a b.pdf, application/pdf, 4 B\n"
                + "[attachment 2] (no name), image/png, size unknown\n");
  }

  @Test
  void messagesArePartedByARule() throws MailException {
    printer.message(Nouns.message(Nouns.envelope(7, "x"), "one"), View.HTML);
    printer.message(Nouns.message(Nouns.envelope(8, "x"), "two"), View.HTML);

    assertThat(out.toString()).isEqualTo("<p>html</p>␛\n" + "-".repeat(72) + "\n\n<p>html</p>␛");
  }

  @Test
  void aSavedFileIsItsPath() {
    Reference reference = new Reference("INBOX", 1, 7);
    printer.saved(new SavedFile(reference, 1, "a", "x/y", 4, Path.of("dir/a\u001B")));

    assertThat(out.toString()).isEqualTo("dir/a␛\n");
  }
}

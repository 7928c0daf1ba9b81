package icloudmail.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.model.Body;
import icloudmail.model.CheckResult;
import icloudmail.model.Listing;
import icloudmail.model.MailException;
import icloudmail.model.Part;
import icloudmail.model.Reference;
import icloudmail.model.RefusedRecipient;
import icloudmail.model.SavedFile;
import icloudmail.model.Scope;
import icloudmail.model.SendReceipt;
import icloudmail.model.SentCopy;
import icloudmail.testkit.Nouns;
import icloudmail.testkit.Schema;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonPrinterTest {
  private final StringWriter out = new StringWriter();

  private JsonPrinter printer(boolean lines) {
    return new JsonPrinter(new PrintWriter(out), lines);
  }

  private static Listing listing(String... subjects) {
    return new Listing(
        Scope.of("INBOX"),
        List.of(subjects).stream().map(each -> Nouns.envelope(7, each)).toList());
  }

  @Test
  void aListInPiecesIsOneDocument() {
    JsonPrinter printer = printer(false);
    printer.listing(listing("one", "two"));
    printer.listing(listing("three"));
    printer.complete();
    printer.end();

    JsonNode document = Schema.parse(out.toString());
    assertThat(document)
        .extracting(each -> each.get("subject").asText())
        .containsExactly("one", "two", "three");
    assertThat(document).allMatch(each -> each.get("v").asInt() == 1);
    assertThat(document)
        .allSatisfy(each -> assertThat(Schema.problems("envelope", each)).isEmpty());
    assertThat(out.toString()).endsWith("]\n");
  }

  @Test
  void anEmptyListIsTwoBrackets() {
    JsonPrinter printer = printer(false);
    printer.listing(listing());
    printer.complete();
    printer.end();

    assertThat(out.toString()).isEqualTo("[]\n");
  }

  @Test
  void anAnswerOfSeveralWithoutAnyIsTwoBrackets() {
    JsonPrinter printer = printer(false);
    printer.complete();
    printer.end();

    assertThat(out.toString()).isEqualTo("[]\n");
  }

  @Test
  void linesAreOneObjectEach() {
    JsonPrinter printer = printer(true);
    printer.listing(listing("one", "two"));
    printer.complete();
    printer.end();

    assertThat(out.toString().lines().map(Schema::parse))
        .extracting(each -> each.get("subject").asText())
        .containsExactly("one", "two");
    assertThat(out.toString()).startsWith("{\"v\":1,").endsWith("}\n");
  }

  @Test
  void noMessageIsNoLine() {
    JsonPrinter printer = printer(true);
    printer.listing(listing());
    printer.complete();
    printer.end();

    assertThat(out.toString()).isEmpty();
  }

  @Test
  void theFieldsOfAnEnvelopeKeepTheirNames() {
    printer(true).listing(listing("x"));

    assertThat(out.toString())
        .isEqualTo(
            "{\"v\":1,\"ref\":\"INBOX/1451405933/7\",\"folder\":\"INBOX\",\"uid\":7,"
                + "\"uidValidity\":1451405933,\"messageId\":\"<7@example.com>\","
                + "\"date\":\"2026-11-23T09:00:05+01:00\",\"received\":\"2026-11-23T08:00:07Z\","
                + "\"from\":[{\"name\":\"Jörg\",\"email\":\"joerg@example.com\"}],"
                + "\"to\":[{\"name\":null,\"email\":\"jo@icloud.com\"}],\"cc\":[],\"replyTo\":[],"
                + "\"subject\":\"x\",\"flags\":[],\"unread\":true,\"size\":1500,\"inReplyTo\":[],"
                + "\"references\":[\"<first@example.com>\"],\"deliveredTo\":null,"
                + "\"attachments\":null,\"snippet\":null,\"depth\":null}\n");
  }

  @Test
  void whatATerminalObeysIsEscapedAndMeansTheSame() {
    String subject = "\u001B[2J \u0000 \u007F \u0085 \u009B \u202E \u2028 \" \\ 🎉 é";
    printer(true).listing(listing(subject));

    assertThat(out.toString().chars().filter(c -> c != '\n'))
        .noneMatch(c -> DisplayText.dangerous((char) c.intValue()));
    assertThat(out.toString()).contains("\\u001B[2J \\u0000 \\u007F \\u0085 \\u009B \\u202E");
    assertThat(Schema.parse(out.toString()).get("subject").asText()).isEqualTo(subject);
  }

  @Property
  void everyTextComesBack(@ForAll String subject) {
    StringWriter written = new StringWriter();
    new JsonPrinter(new PrintWriter(written), true).listing(listing(subject));

    assertThat(Schema.parse(written.toString()).get("subject").asText()).isEqualTo(subject);
  }

  @Test
  void aReceiptTellsTheFateOfEachRecipientAndOfTheCopy() {
    Reference filed = new Reference("Sent Messages", 12, 34);
    printer(false)
        .receipt(
            new SendReceipt(
                SendReceipt.Status.SENT,
                "<a@icloud.com>",
                List.of("x@example.com"),
                List.of(new RefusedRecipient("y@example.com", "550 no")),
                new SentCopy(SentCopy.Status.FILED, "Sent Messages", filed, null),
                null,
                null));

    assertThat(out.toString())
        .isEqualTo(
            "{\"v\":1,\"status\":\"sent\",\"messageId\":\"<a@icloud.com>\","
                + "\"accepted\":[\"x@example.com\"],"
                + "\"refused\":[{\"address\":\"y@example.com\",\"reply\":\"550 no\"}],"
                + "\"sentCopy\":{\"status\":\"filed\",\"folder\":\"Sent Messages\","
                + "\"ref\":\"Sent Messages/12/34\",\"reason\":null},"
                + "\"outboxId\":null,\"reason\":null}\n");
    assertThat(Schema.problems("receipt", Schema.parse(out.toString()))).isEmpty();
  }

  @Test
  void aCountNamesItsFolder() {
    printer(false).count(new CheckResult(Scope.of("INBOX"), 3));

    assertThat(out.toString()).isEqualTo("{\"v\":1,\"folder\":\"INBOX\",\"count\":3}\n");
  }

  @Test
  void aMessageHasTheTextThatWasAskedForAndNullElsewhere() throws MailException {
    JsonPrinter printer = printer(true);
    for (View view : View.values()) {
      printer.message(
          Nouns.message(Nouns.envelope(7, "x"), "text\n", Nouns.part(1, "a.pdf", "%PDF")), view);
    }

    List<JsonNode> lines = out.toString().lines().map(Schema::parse).toList();
    assertThat(lines)
        .extracting(each -> each.get("text").asText())
        .containsExactly("text\n", "text\n", "null");
    assertThat(lines)
        .extracting(each -> each.get("html").isNull())
        .containsExactly(true, false, true);
    assertThat(lines.get(0).get("attachments").toString())
        .isEqualTo(
            "[{\"part\":1,\"name\":\"a.pdf\",\"type\":\"application/pdf\",\"size\":4,"
                + "\"charset\":null,\"message\":null}]");
    assertThat(lines).allSatisfy(each -> assertThat(Schema.problems("message", each)).isEmpty());
  }

  @Test
  void aMessageTellsItsRemarksAndWhatAppleFound() throws MailException {
    Part part =
        new Part(2, "n.txt", "text/plain", "iso-8859-1", 4, Nouns.content("x"), 1, List.of());
    Body body = new Body(List.of(), "", null, List.of(part), List.of("signed"), "spf=pass");
    printer(true)
        .message(Nouns.message(Nouns.envelope(7, "x"), Nouns.content("raw"), body), View.TEXT);

    assertThat(out.toString())
        .contains("\"charset\":\"iso-8859-1\",\"message\":1}]")
        .endsWith(",\"authentication\":\"spf=pass\",\"remarks\":[\"signed\"]}\n");
    assertThat(Schema.problems("message", Schema.parse(out.toString()))).isEmpty();
  }

  @Test
  void aSavedFileTellsWhereItIs() {
    Reference reference = new Reference("INBOX", 1, 7);
    JsonPrinter printer = printer(false);
    printer.saved(new SavedFile(reference, null, null, "message/rfc822", 4, Path.of("a/b.eml")));
    printer.saved(new SavedFile(reference, 2, "b", "text/csv", 5, Path.of("b"), List.of("cut")));
    printer.end();

    JsonNode saved = Schema.parse(out.toString());
    assertThat(saved.get(0).toString())
        .isEqualTo(
            "{\"v\":1,\"ref\":\"INBOX/1/7\",\"part\":null,\"name\":null,"
                + "\"type\":\"message/rfc822\",\"size\":4,\"path\":\"a/b.eml\"}");
    assertThat(saved.get(1).get("part").asInt()).isEqualTo(2);
    assertThat(saved.get(1).toString()).endsWith(",\"path\":\"b\",\"remarks\":[\"cut\"]}");
    assertThat(saved).allSatisfy(each -> assertThat(Schema.problems("saved", each)).isEmpty());
  }

  @Test
  void anErrorIsOneObjectOnOneLine() {
    JsonError.print(new PrintWriter(out), 77, "auth", "refused:\nno\u001B", null, false);

    assertThat(out.toString())
        .isEqualTo(
            "{\"v\":1,\"error\":{\"code\":77,\"kind\":\"auth\",\"message\":\"refused:\\nno\\u001B\","
                + "\"hint\":null,\"retryable\":false}}\n");
    assertThat(Schema.problems("error", Schema.parse(out.toString()))).isEmpty();
  }
}

package icloudmail.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.Schema;
import icloudmail.testkit.icloud.ICloud;
import icloudmail.testkit.icloud.SmtpDouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A message whose Message-ID lies in a folder has been taken only where nothing else can have
 * brought that Message-ID there: else its fate stays unknown, and its text is kept.
 */
class WhatProvesASendTest {
  private static final String RAW =
      "From: jo@icloud.com\r\nTo: jo@icloud.com\r\nSubject: x\r\nMessage-ID: <r@x>\r\n"
          + "Date: Mon, 23 Nov 2026 12:00:00 +0000\r\n\r\nhi\r\n";

  @TempDir Path directory;

  private final ICloud icloud = new ICloud();
  private String raw = "";

  @BeforeEach
  void write() throws IOException {
    raw = Files.writeString(directory.resolve("r.eml"), RAW).toString();
  }

  @AfterEach
  void close() {
    icloud.close();
  }

  private CliRun run(String... arguments) {
    return icloud.setting(directory).run(arguments);
  }

  private List<JsonNode> items() {
    return run("outbox", "--jsonl").out().lines().map(Schema::parse).toList();
  }

  private List<List<String>> served() {
    return icloud.smtp().submissions().stream().map(SmtpDouble.Submission::recipients).toList();
  }

  /** That a flush leaves it to its writer, who has it sent again. */
  private void staysUnknown() {
    int taken = served().size();
    CliRun flush = run("outbox", "--flush");
    assertThat(flush.exitCode()).as(flush.toString()).isEqualTo(76);
    assertThat(flush.out()).contains("\tunknown\t");
    String id = items().get(0).get("id").asText();
    assertThat(flush.err())
        .contains(
            "its Message-ID may have been sent before",
            "'icloud-mail outbox --drop " + id + "'",
            "'--flush " + id + "' sends it again");
    assertThat(served()).hasSize(taken);

    CliRun named = run("outbox", "--flush", id);
    assertThat(named.exitCode()).as(named.toString()).isZero();
    assertThat(served()).hasSize(taken + 1);
    assertThat(items()).isEmpty();
  }

  @Test
  void theCopyOfAnEarlierSendProvesNothing() {
    assertThat(run("send", "--raw", raw).exitCode()).isZero();
    icloud.faults().on(".").close();
    CliRun lost = run("send", "--raw", raw, "b@example.com");

    assertThat(lost.exitCode()).isEqualTo(76);
    assertThat(lost.err()).contains("Ask a recipient", "--drop", "--flush").doesNotContain("looks");
    staysUnknown();
    assertThat(served()).containsExactly(List.of("jo@icloud.com"), List.of("b@example.com"));
  }

  @Test
  void neitherDoesAMessageThatIsResent() {
    icloud.deliver(RAW);
    icloud.faults().on(".").close();

    assertThat(run("send", "--raw", raw, "b@example.com").exitCode()).isEqualTo(76);
    staysUnknown();
  }

  @Test
  void aKeyIsNotAlreadySentByIt() {
    icloud.deliver(RAW);
    icloud.faults().on(".").close();
    run("send", "--once", "k", "--raw", raw, "b@example.com");
    CliRun again = run("send", "--once", "k", "--raw", raw, "b@example.com");

    assertThat(again.exitCode()).as(again.toString()).isEqualTo(76);
    assertThat(again.out()).isEmpty();
    assertThat(again.err()).contains("nobody knows whether the key 'k' was sent", "--drop");
    assertThat(served()).isEmpty();
  }

  @Test
  void aRawMessageWithoutAMessageIdIsFoundByTheOneItGets() throws IOException {
    Files.writeString(directory.resolve("r.eml"), RAW.replace("Message-ID: <r@x>\r\n", ""));
    icloud.faults().on(".").unanswered();

    assertThat(run("send", "--raw", raw).exitCode()).isEqualTo(76);
    CliRun flush = run("outbox", "--flush");
    assertThat(flush.exitCode()).as(flush.toString()).isZero();
    assertThat(served()).hasSize(1);
    assertThat(items()).isEmpty();
  }

  @Test
  void thatOthersWereServedBeforeProvesNothing() {
    icloud.faults().on("RCPT").holding("later@").no("4.2.1 Try again later");
    assertThat(run("send", "-m", "x", "jo@icloud.com", "later@example.com").exitCode())
        .isEqualTo(65);
    assertThat(icloud.messages("INBOX")).hasSize(1);
    icloud.faults().on(".").close();

    assertThat(run("outbox", "--flush").exitCode()).isEqualTo(76);
    staysUnknown();
    assertThat(served()).containsExactly(List.of("jo@icloud.com"), List.of("later@example.com"));
  }

  @Test
  void whatWasOnlyQueuedBeforeIsStillFound() {
    icloud.faults().on("MAIL").no("4.3.2 Try again later");
    run("send", "--queue", "-m", "x", "jo@icloud.com");
    icloud.faults().on(".").unanswered();
    assertThat(run("outbox", "--flush").exitCode()).isEqualTo(76);

    assertThat(run("outbox", "--flush").exitCode()).isZero();
    assertThat(served()).hasSize(1);
    assertThat(items()).isEmpty();
  }

  @Test
  void anEntryThatDoesNotSayWhoseTheMessageIdIsProvesNothing() throws IOException {
    icloud.faults().on(".").unanswered();
    run("send", "-m", "x", "jo@icloud.com");
    Path entry;
    try (Stream<Path> files = Files.list(directory.resolve("icloud-mail/outbox"))) {
      entry = files.toList().get(0);
    }
    String whole = Files.readString(entry, StandardCharsets.ISO_8859_1);
    assertThat(whole).contains("message-id-made: true\n");
    Files.writeString(
        entry, whole.replace("message-id-made: true\n", ""), StandardCharsets.ISO_8859_1);

    staysUnknown();
  }

  /** A server may find what nobody has asked for. */
  @ParameterizedTest
  @ValueSource(strings = {"Sent Messages", "INBOX"})
  void whatTheServerFindsIsLookedAt(String folder) {
    icloud.mailboxes().deliver(folder, RAW);
    icloud.imap().findEverything(true);
    icloud.faults().on(".").close();
    assertThat(run("send", "-m", "x", "b@example.com").exitCode()).isEqualTo(76);

    CliRun flush = run("outbox", "--flush");
    assertThat(flush.exitCode()).as(flush.toString()).isEqualTo(76);
    assertThat(flush.err()).contains("neither the sent folder nor INBOX holds it");
    assertThat(items()).hasSize(1);
  }

  @Test
  void aCopyIsFiledBesideWhatTheServerFinds() {
    icloud.mailboxes().deliver("Sent Messages", RAW);
    icloud.imap().findEverything(true);
    CliRun sent = run("send", "-m", "x", "b@example.com", "--json");

    assertThat(Schema.parse(sent.out()).at("/sentCopy/status").asText()).isEqualTo("filed");
    assertThat(icloud.messages("Sent Messages")).hasSize(2);
  }

  @Test
  void aCopyThatIsThereAmongOthersIsNotFiledTwice() {
    icloud.mailboxes().deliver("Sent Messages", RAW);
    icloud.imap().findEverything(true);
    icloud.faults().on("APPEND").unanswered();
    CliRun sent = run("send", "-m", "x", "b@example.com", "--json");

    assertThat(Schema.parse(sent.out()).at("/sentCopy/status").asText()).isEqualTo("present");
    assertThat(icloud.messages("Sent Messages")).hasSize(2);
  }
}

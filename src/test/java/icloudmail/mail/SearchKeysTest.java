package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.Condition;
import icloudmail.model.Condition.Contains;
import icloudmail.model.Condition.Field;
import icloudmail.model.Condition.Flagged;
import icloudmail.model.Flag;
import icloudmail.model.Query;
import icloudmail.model.UidRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Properties;
import org.eclipse.angus.mail.iap.Protocol;
import org.junit.jupiter.api.Test;

class SearchKeysTest {
  /** The command as it goes over the wire, behind its tag. */
  private static String wire(Query query) throws Exception {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    byte[] answers = "+ go on\r\n".repeat(9).getBytes(StandardCharsets.UTF_8);
    PrintStream out = new PrintStream(sent, true, StandardCharsets.ISO_8859_1);
    Protocol protocol =
        new Protocol(new ByteArrayInputStream(answers), out, new Properties(), false);
    protocol.writeCommand("UID SEARCH", SearchKeys.of(query));
    String command = sent.toString(StandardCharsets.UTF_8);
    return command.substring(command.indexOf(' ') + 1);
  }

  private static String wire(Condition... conditions) throws Exception {
    return wire(new Query("INBOX", OptionalLong.empty(), List.of(), List.of(conditions)));
  }

  @Test
  void aWholeFolderIsAll() throws Exception {
    assertThat(wire(Query.all("INBOX"))).isEqualTo("UID SEARCH ALL\r\n");
  }

  @Test
  void uidsAreASequenceSet() throws Exception {
    List<UidRange> uids = List.of(UidRange.of(4), new UidRange(7, 9));
    Condition unread = new Flagged(Flag.SEEN, false);

    assertThat(wire(new Query("INBOX", OptionalLong.of(1), uids, List.of(unread))))
        .isEqualTo("UID SEARCH UID 4,7:9 UNSEEN\r\n");
  }

  @Test
  void flagsAreSearchedByName() throws Exception {
    assertThat(
            wire(
                new Flagged(Flag.SEEN, true),
                new Flagged(Flag.FLAGGED, true),
                new Flagged(Flag.ANSWERED, false),
                new Flagged(Flag.DRAFT, true)))
        .isEqualTo("UID SEARCH SEEN FLAGGED UNANSWERED DRAFT\r\n");
  }

  @Test
  void encodedHeadersAreAlwaysCandidates() throws Exception {
    assertThat(wire(new Contains(Field.FROM, "bank")).replace("\"", ""))
        .isEqualTo("UID SEARCH OR FROM bank FROM =?\r\n");
  }

  @Test
  void aWordWithABlankOrAQuoteStaysOneString() throws Exception {
    assertThat(wire(new Contains(Field.SUBJECT, "a \"b\" \\")))
        .contains("OR SUBJECT \"a \\\"b\\\" \\\\\" SUBJECT ");
  }

  @Test
  void onlyAForeignWordNeedsACharset() throws Exception {
    assertThat(wire(new Contains(Field.SUBJECT, "Grüße")))
        .startsWith("UID SEARCH CHARSET UTF-8 OR SUBJECT {7}\r\nGrüße SUBJECT ");
    assertThat(wire(new Contains(Field.SUBJECT, "Gruss"))).doesNotContain("CHARSET");
  }

  @Test
  void daysAreTakenWideSinceTheServersZoneIsUnknown() throws Exception {
    Instant noon = Instant.parse("2026-03-01T12:00:00Z");

    assertThat(wire(new Condition.Since(noon))).isEqualTo("UID SEARCH SINCE 28-Feb-2026\r\n");
    assertThat(wire(new Condition.Before(noon))).isEqualTo("UID SEARCH BEFORE 3-Mar-2026\r\n");
  }

  @Test
  void aMessageIdIsAHeader() throws Exception {
    assertThat(wire(new Condition.HasMessageId("<a.b@c>")).replace("\"", ""))
        .isEqualTo("UID SEARCH HEADER Message-ID <a.b@c>\r\n");
  }
}

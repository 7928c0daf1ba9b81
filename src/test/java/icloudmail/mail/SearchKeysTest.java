package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.Condition;
import icloudmail.model.Condition.And;
import icloudmail.model.Condition.Contains;
import icloudmail.model.Condition.Field;
import icloudmail.model.Condition.Flagged;
import icloudmail.model.Condition.HasUid;
import icloudmail.model.Condition.InText;
import icloudmail.model.Condition.Named;
import icloudmail.model.Condition.Not;
import icloudmail.model.Condition.Or;
import icloudmail.model.Flag;
import icloudmail.model.Reference;
import icloudmail.model.UidRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.eclipse.angus.mail.iap.Protocol;
import org.junit.jupiter.api.Test;

class SearchKeysTest {
  private static final Condition UNREAD = new Flagged(Flag.SEEN, false);
  private static final Condition FLAGGED = new Flagged(Flag.FLAGGED, true);

  /**
   * The command as it goes over the wire, behind its tag, where quotes don't matter without them.
   */
  private static String wire(Condition... conditions) throws Exception {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    byte[] answers = "+ go on\r\n".repeat(9).getBytes(StandardCharsets.UTF_8);
    PrintStream out = new PrintStream(sent, true, StandardCharsets.ISO_8859_1);
    Protocol protocol =
        new Protocol(new ByteArrayInputStream(answers), out, new Properties(), false);
    SearchKeys.Search search = search(conditions);
    assertThat(search.isNothing()).isFalse();
    protocol.writeCommand("UID SEARCH", search.argument());
    String command = sent.toString(StandardCharsets.UTF_8);
    return command.substring(command.indexOf(' ') + 1 + "UID SEARCH ".length()).stripTrailing();
  }

  private static SearchKeys.Search search(Condition... conditions) {
    return SearchKeys.of(
        conditions.length == 1 ? conditions[0] : new And(List.of(conditions)), "INBOX");
  }

  @Test
  void everythingIsAll() throws Exception {
    assertThat(wire(Condition.everything())).isEqualTo("ALL");
  }

  @Test
  void uidsAreASequenceSet() throws Exception {
    Condition uids = new HasUid(List.of(UidRange.of(4), new UidRange(7, 9)));

    assertThat(wire(uids, UNREAD)).isEqualTo("UID 4,7:9 UNSEEN");
  }

  @Test
  void manyUidsAreLookedForFromTheLowestToTheHighestInWhateverOrderTheyAreTyped() throws Exception {
    List<UidRange> typed = new ArrayList<>();
    for (long uid = 2000; uid > 1000; uid -= 2) {
      typed.add(UidRange.of(uid));
    }
    typed.add(UidRange.of(7));
    typed.add(UidRange.of(1500));

    assertThat(wire(new HasUid(typed))).isEqualTo("UID 7:2000");
  }

  @Test
  void flagsAreSearchedByName() throws Exception {
    assertThat(
            wire(UNREAD, FLAGGED, new Flagged(Flag.ANSWERED, false), new Flagged(Flag.DRAFT, true)))
        .isEqualTo("UNSEEN FLAGGED UNANSWERED DRAFT");
  }

  @Test
  void encodedHeadersAreAlwaysCandidates() throws Exception {
    assertThat(wire(new Contains(Field.SUBJECT, "bank")).replace("\"", ""))
        .isEqualTo("OR SUBJECT bank SUBJECT =?");
    assertThat(wire(new Contains(Field.FROM, "bank")).replace("\"", ""))
        .isEqualTo("OR OR FROM bank FROM ?B? FROM ?Q?");
  }

  @Test
  void whatHoldsNoWordOfAsciiIsLookedForHere() throws Exception {
    assertThat(wire(new Contains(Field.FROM, "@"))).isEqualTo("ALL");
    assertThat(wire(new Contains(Field.FROM, "Jörg"), UNREAD)).isEqualTo("UNSEEN");
    assertThat(wire(new Contains(Field.FROM, "a - b")).replace("\"", ""))
        .isEqualTo("OR OR FROM a FROM ?B? FROM ?Q? OR OR FROM b FROM ?B? FROM ?Q?");
  }

  @Test
  void wordsAreLookedForOneByOneSinceTheFieldMayBeFolded() throws Exception {
    assertThat(wire(new Contains(Field.SUBJECT, "two  words")).replace("\"", ""))
        .isEqualTo("OR SUBJECT two SUBJECT =? OR SUBJECT words SUBJECT =?");
  }

  @Test
  void aWordWithAQuoteStaysOneString() throws Exception {
    assertThat(wire(new Contains(Field.SUBJECT, "\"b\"\\")))
        .contains("OR SUBJECT \"\\\"b\\\"\\\\\" SUBJECT ");
  }

  @Test
  void onlyAForeignWordNeedsACharset() throws Exception {
    assertThat(wire(new Contains(Field.SUBJECT, "Grüße")))
        .startsWith("CHARSET UTF-8 OR SUBJECT {7}\r\nGrüße SUBJECT ");
    assertThat(wire(new Contains(Field.SUBJECT, "Gruss"))).doesNotContain("CHARSET");
  }

  @Test
  void daysAreTakenWideSinceTheServersZoneIsUnknown() throws Exception {
    Instant noon = Instant.parse("2026-03-01T12:00:00Z");

    assertThat(wire(new Condition.Since(noon))).isEqualTo("SINCE 28-Feb-2026");
    assertThat(wire(new Condition.Before(noon))).isEqualTo("BEFORE 3-Mar-2026");
    assertThat(wire(new Not(new Condition.Since(noon)))).isEqualTo("BEFORE 3-Mar-2026");
    assertThat(wire(new Not(new Condition.Before(noon)))).isEqualTo("SINCE 28-Feb-2026");
    assertThat(wire(new Condition.Since(Instant.parse("-7973-01-01T00:00:00Z"))))
        .isEqualTo("SINCE 3-Jan-1970");
  }

  @Test
  void aMessageIdIsAHeaderWhoseNameIsNotQuoted() throws Exception {
    assertThat(wire(new Condition.HasMessageId("<a.b@c>")))
        .matches("HEADER Message-ID \"?<a\\.b@c>\"?");
  }

  @Test
  void sizesBeyondWhatImapCanSayAreKnownHere() throws Exception {
    assertThat(wire(new Condition.Larger(4_294_967_295L))).isEqualTo("LARGER 4294967295");
    assertThat(search(new Condition.Larger(4_294_967_296L)).isNothing()).isTrue();
    assertThat(wire(new Condition.Smaller(4_294_967_296L))).isEqualTo("ALL");
  }

  @Test
  void alternativesAreParenthesisedWhereTheyAreSeveralKeys() throws Exception {
    Condition large = new Condition.Larger(5_000_000);
    Condition small = new Condition.Smaller(10);

    assertThat(wire(new Or(List.of(UNREAD, large)))).isEqualTo("OR UNSEEN LARGER 5000000");
    assertThat(wire(new Or(List.of(new And(List.of(UNREAD, large)), small)), FLAGGED))
        .isEqualTo("OR (UNSEEN LARGER 5000000) SMALLER 10 FLAGGED");
    assertThat(wire(new Or(List.of(UNREAD, large, small))))
        .isEqualTo("OR OR UNSEEN LARGER 5000000 SMALLER 10");
  }

  @Test
  void whatIsNegatedIsNeverNarrowerThanItMayBe() throws Exception {
    assertThat(wire(new Not(UNREAD))).isEqualTo("SEEN");
    assertThat(wire(new Not(new Contains(Field.SUBJECT, "x")))).isEqualTo("ALL");
    assertThat(wire(new Not(new Or(List.of(UNREAD, new Contains(Field.SUBJECT, "x"))))))
        .isEqualTo("SEEN");
    assertThat(wire(new Not(new And(List.of(UNREAD, new Contains(Field.SUBJECT, "x"))))))
        .isEqualTo("ALL");
    assertThat(wire(new Not(new Not(UNREAD)))).isEqualTo("UNSEEN");
  }

  @Test
  void textIsTheServersWordAndTheHeaderIsOurs() throws Exception {
    assertThat(wire(new InText("fox", false))).isEqualTo("BODY fox");
    assertThat(wire(new InText("fox", true)).replace("\"", ""))
        .startsWith("OR OR OR OR TEXT fox OR OR FROM fox FROM ?B? FROM ?Q?")
        .endsWith("OR SUBJECT fox SUBJECT =?");
    assertThat(wire(new InText("the quick fox", true)).replace("\"", ""))
        .startsWith("OR OR OR OR TEXT the quick fox OR OR FROM quick FROM ")
        .doesNotContain("(");
  }

  @Test
  void referencesCountInTheirOwnFolder() throws Exception {
    Condition named =
        new Named(Set.of(new Reference("INBOX", 1, 7), new Reference("Archive", 2, 9)));

    assertThat(wire(named)).isEqualTo("UID 7");
    assertThat(SearchKeys.of(named, "Junk").isNothing()).isTrue();
    assertThat(SearchKeys.of(new And(List.of(named, UNREAD)), "Junk").isNothing()).isTrue();
    assertThat(SearchKeys.of(new Or(List.of(named, UNREAD)), "Junk").isNothing()).isFalse();
  }

  @Test
  void aSetThatIsTooLongIsTakenAsOneRange() throws Exception {
    List<UidRange> odd = new ArrayList<>();
    for (long uid = 1; uid < 1600; uid += 2) {
      odd.add(UidRange.of(uid));
    }

    assertThat(wire(new HasUid(odd))).isEqualTo("UID 1:1599");
    assertThat(search(new HasUid(odd)).isExact()).isFalse();
  }

  @Test
  void onlyWhatTheServerTellsForCertainNeedsNoCheck() {
    assertThat(search(UNREAD, new HasUid(List.of(UidRange.of(3)))).isExact()).isTrue();
    assertThat(search(new Or(List.of(UNREAD, FLAGGED))).isExact()).isTrue();
    assertThat(search(new Not(UNREAD)).isExact()).isTrue();
    assertThat(search(new Contains(Field.TO, "a@b.c")).isExact()).isFalse();
    assertThat(search(new Condition.Since(Instant.EPOCH)).isExact()).isFalse();
    assertThat(search(new InText("x", false)).isExact()).isFalse();
    assertThat(search(new Condition.HasAttachment()).isExact()).isFalse();
    assertThat(search(UNREAD, new Condition.HasMessageId("<a@b>")).isExact()).isFalse();
    assertThat(search(new Or(List.of(UNREAD, new Contains(Field.TO, "x")))).isExact()).isFalse();
  }
}

package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.Condition;
import icloudmail.model.Condition.Contains;
import icloudmail.model.Condition.Field;
import icloudmail.model.Condition.Flagged;
import icloudmail.model.Flag;
import icloudmail.model.MailException;
import icloudmail.model.Query;
import icloudmail.model.UidRange;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParserTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneId.of("Europe/Berlin"));

  private static Query parse(String... arguments) throws MailException {
    return QueryParser.parse(List.of(arguments), Query.unread(), CLOCK);
  }

  @Test
  void noWordsAreTheQueryOfTheCommand() throws MailException {
    assertThat(parse()).isEqualTo(Query.unread());
    assertThat(parse(" ")).isEqualTo(Query.unread());
  }

  @Test
  void wordsMayStandInOneArgumentOrSeveral() throws MailException {
    List<Condition> both = List.of(new Contains(Field.FROM, "bank"), new Flagged(Flag.SEEN, false));

    assertThat(parse("from:bank", "is:unread").conditions()).isEqualTo(both);
    assertThat(parse("from:bank  is:unread").conditions()).isEqualTo(both);
  }

  @Test
  void quotesKeepBlanksTogether() throws MailException {
    assertThat(parse("subject:\"two words\" \"to:a b\"").conditions())
        .containsExactly(new Contains(Field.SUBJECT, "two words"), new Contains(Field.TO, "a b"));
  }

  @Test
  void aValueMayHoldColons() throws MailException {
    assertThat(parse("subject:Re:x").conditions())
        .containsExactly(new Contains(Field.SUBJECT, "Re:x"));
  }

  @Test
  void inboxHasNoCaseAndOtherFoldersHave() throws MailException {
    assertThat(parse("in:inbox").folder()).isEqualTo("INBOX");
    assertThat(parse("in:\"Sent Messages\"").folder()).isEqualTo("Sent Messages");
  }

  @ParameterizedTest
  @CsvSource({
    "since:2026-01-31, 2026-01-30T23:00:00Z",
    "since:today, 2026-11-22T23:00:00Z",
    "since:yesterday, 2026-11-21T23:00:00Z",
    "since:12h, 2026-11-23T00:00:00Z",
    "since:7d, 2026-11-16T12:00:00Z",
    "since:2w, 2026-11-09T12:00:00Z",
    "since:1y, 2025-11-23T12:00:00Z"
  })
  void datesAreOfTheUsersZone(String word, Instant instant) throws MailException {
    assertThat(parse(word).conditions()).containsExactly(new Condition.Since(instant));
    assertThat(parse(word.replace("since", "before")).conditions())
        .containsExactly(new Condition.Before(instant));
  }

  @Test
  void uidsRangesAndReferencesNameMessages() throws MailException {
    assertThat(parse("7", "9:12", "20:*").uids())
        .containsExactly(UidRange.of(7), new UidRange(9, 12), new UidRange(20, UidRange.MAX_UID));
    Query reference = parse("Old/2026/1451405933/2271");
    assertThat(reference.folder()).isEqualTo("Old/2026");
    assertThat(reference.uidValidity()).isEqualTo(OptionalLong.of(1451405933));
    assertThat(reference.uids()).containsExactly(UidRange.of(2271));
  }

  @Test
  void aMessageIdIsACondition() throws MailException {
    assertThat(parse("<a.b@c>").conditions())
        .containsExactly(new Condition.HasMessageId("<a.b@c>"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from:x colour:red       | not known                 | '       ^^^^^^^^^^'",
        "is:red                  | nothing that a message is | '^^^^^^'",
        "since:soon              | is not a date             | '^^^^^^^^^^'",
        "since:2026-02-30        | is not a date             | '^^^^^^^^^^^^^^^^'",
        "from:                   | lacks its value           | '^^^^^'",
        "in:A in:B               | one query reads one folder| '     ^^^^'",
        "0                       | UIDs go from 1            | '^'",
        "9:7                     | the smaller first         | '^^^'",
        "4294967296              | UIDs go from 1            | '^^^^^^^^^^'",
        "from:x \"to:a b         | a quote is not closed     | '       ^^^^^^^'",
        "INBOX/1/2 INBOX/3/4     | another UIDVALIDITY       | '          ^^^^^^^^^'",
        "INBOX/1/2 Archive/1/4   | one query reads one folder| '          ^^^^^^^^^^^'",
        "hello                   | not known                 | '^^^^^'",
      })
  void whatIsWrongIsPointedAt(String query, String why, String carets) {
    assertThatThrownBy(() -> parse(query))
        .isInstanceOfSatisfying(
            MailException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(MailException.Kind.USAGE);
              String[] lines = e.getMessage().split("\n", -1);
              assertThat(lines).hasSize(3);
              assertThat(lines[0]).contains(why);
              assertThat(lines[1]).isEqualTo("  " + query);
              assertThat(lines[2]).isEqualTo("  " + carets);
            });
  }

  @Test
  void aReferenceMayBeQuoted() throws MailException {
    Query query = parse("\"Sent Messages/12/34\"");

    assertThat(query.folder()).isEqualTo("Sent Messages");
    assertThat(query.uids()).containsExactly(UidRange.of(34));
  }

  @Test
  void referencesOfOneFolderGoTogether() throws MailException {
    Query query = parse("inbox/12/34", "INBOX/12/35", "in:Inbox");

    assertThat(query.folder()).isEqualTo("INBOX");
    assertThat(query.uidValidity()).isEqualTo(OptionalLong.of(12));
    assertThat(query.uids()).containsExactly(UidRange.of(34), UidRange.of(35));
  }

  @ParameterizedTest
  @CsvSource({
    "read, SEEN, true",
    "unread, SEEN, false",
    "flagged, FLAGGED, true",
    "answered, ANSWERED, true",
    "draft, DRAFT, true",
  })
  void statesAreFlags(String state, Flag flag, boolean set) throws MailException {
    assertThat(parse("is:" + state).conditions()).containsExactly(new Flagged(flag, set));
  }

  @ParameterizedTest
  @CsvSource({"from, FROM", "to, TO", "cc, CC", "subject, SUBJECT", "Cc, CC"})
  void fieldsAreLookedInto(String key, Field field) throws MailException {
    assertThat(parse(key + ":Bank").conditions()).containsExactly(new Contains(field, "Bank"));
  }

  @Test
  void aReferenceIsOneWordThoughItsFolderHasBlanks() throws MailException {
    Query query = parse("Sent Messages/1451405933/2271", "Sent Messages/1451405933/2272");

    assertThat(query.folder()).isEqualTo("Sent Messages");
    assertThat(query.uids()).containsExactly(UidRange.of(2271), UidRange.of(2272));
    assertThat(parse("INBOX/1/2 INBOX/1/3").uids()).containsExactly(UidRange.of(2), UidRange.of(3));
    assertThat(parse("is:unread INBOX/1/2").conditions()).hasSize(1);
    assertThat(parse("<a:b@c.d>").conditions())
        .containsExactly(new Condition.HasMessageId("<a:b@c.d>"));
  }
}

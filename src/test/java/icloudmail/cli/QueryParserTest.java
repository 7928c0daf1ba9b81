package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.config.Environment;
import icloudmail.model.Condition;
import icloudmail.model.Condition.And;
import icloudmail.model.Condition.Before;
import icloudmail.model.Condition.Contains;
import icloudmail.model.Condition.Field;
import icloudmail.model.Condition.Flagged;
import icloudmail.model.Condition.HasMessageId;
import icloudmail.model.Condition.HasUid;
import icloudmail.model.Condition.InText;
import icloudmail.model.Condition.Named;
import icloudmail.model.Condition.Not;
import icloudmail.model.Condition.Or;
import icloudmail.model.Condition.Since;
import icloudmail.model.Flag;
import icloudmail.model.FolderRole;
import icloudmail.model.MailException;
import icloudmail.model.Query;
import icloudmail.model.Reference;
import icloudmail.model.Scope;
import icloudmail.model.UidRange;
import icloudmail.render.ErrorOutput;
import icloudmail.render.Terminal;
import icloudmail.testkit.StoppedByHand;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParserTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneId.of("Europe/Berlin"));
  private static final Condition BANK = new Contains(Field.FROM, "bank");
  private static final Condition UNREAD = new Flagged(Flag.SEEN, false);
  private static final Condition FLAGGED = new Flagged(Flag.FLAGGED, true);

  private static Query parse(String... arguments) throws MailException {
    return piped("", arguments);
  }

  private static Query piped(String stdin, String... arguments) throws MailException {
    return piped(new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)), arguments);
  }

  private static Query piped(InputStream stdin, String... arguments) throws MailException {
    PrintWriter nowhere =
        new PrintWriter(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    Surroundings surroundings =
        new Surroundings(
            stdin,
            OutputStream.nullOutputStream(),
            nowhere,
            new ErrorOutput(nowhere),
            Terminal.none(),
            CLOCK,
            pause -> {},
            new StoppedByHand(),
            new Environment(Map.of()));
    return QueryParser.parse(List.of(arguments), Query.unread(), surroundings);
  }

  private static Condition all(Condition... conditions) {
    return new And(Arrays.asList(conditions));
  }

  private static Condition any(Condition... conditions) {
    return new Or(Arrays.asList(conditions));
  }

  @Test
  void noWordsAreTheQueryOfTheCommand() throws MailException {
    assertThat(parse()).isEqualTo(Query.unread());
    assertThat(parse(" ")).isEqualTo(Query.unread());
  }

  @Test
  void wordsMayStandInOneArgumentOrSeveral() throws MailException {
    assertThat(parse("from:bank", "is:unread").condition()).isEqualTo(all(BANK, UNREAD));
    assertThat(parse("from:bank  is:unread").condition()).isEqualTo(all(BANK, UNREAD));
  }

  @Test
  void quotesKeepBlanksTogether() throws MailException {
    assertThat(parse("subject:\"two words\" \"to:a b\"").condition())
        .isEqualTo(all(new Contains(Field.SUBJECT, "two words"), new Contains(Field.TO, "a b")));
  }

  @Test
  void aValueMayHoldColonsAndParentheses() throws MailException {
    assertThat(parse("subject:Re:x").condition()).isEqualTo(new Contains(Field.SUBJECT, "Re:x"));
    assertThat(parse("subject:f(x)").condition()).isEqualTo(new Contains(Field.SUBJECT, "f(x)"));
    assertThat(parse("(subject:f(x))").condition()).isEqualTo(new Contains(Field.SUBJECT, "f(x)"));
  }

  @Test
  void orPartsWeakerThanWordsSideBySideJoin() throws MailException {
    assertThat(parse("from:bank is:unread or is:flagged").condition())
        .isEqualTo(any(all(BANK, UNREAD), FLAGGED));
    assertThat(parse("from:bank ( is:unread OR is:flagged )").condition())
        .isEqualTo(all(BANK, any(UNREAD, FLAGGED)));
    assertThat(parse("(is:unread or is:flagged)", "from:bank").condition())
        .isEqualTo(all(any(UNREAD, FLAGGED), BANK));
  }

  @Test
  void notBindsToTheNext() throws MailException {
    assertThat(parse("not from:bank is:unread").condition()).isEqualTo(all(new Not(BANK), UNREAD));
    assertThat(parse("not (from:bank is:unread)").condition())
        .isEqualTo(new Not(all(BANK, UNREAD)));
    assertThat(parse("not(from:bank is:unread)").condition()).isEqualTo(new Not(all(BANK, UNREAD)));
    assertThat(parse("NOT not from:bank").condition()).isEqualTo(new Not(new Not(BANK)));
    assertThat(parse("is:unread not 7 8").condition())
        .isEqualTo(
            all(
                new HasUid(List.of(UidRange.of(8))),
                UNREAD,
                new Not(new HasUid(List.of(UidRange.of(7))))));
  }

  @Test
  void aQuotedOperatorIsNone() {
    assertThatThrownBy(() -> parse("\"or\"")).hasMessageContaining("is not known");
  }

  @Test
  void foldersAreOfTheWholeQuery() throws MailException {
    assertThat(parse("in:inbox")).isEqualTo(Query.all("INBOX"));
    assertThat(parse("in:\"Sent Messages\"").scope()).isEqualTo(Scope.of("Sent Messages"));
    assertThat(parse("in:A from:bank or is:unread in:B"))
        .isEqualTo(new Query(new Scope(false, Set.of(), List.of("A", "B")), any(BANK, UNREAD)));
    assertThat(parse("in:any in:junk").scope())
        .isEqualTo(new Scope(true, Set.of(FolderRole.JUNK), List.of()));
    assertThat(parse("in:archive in:Archive").scope())
        .isEqualTo(new Scope(false, Set.of(FolderRole.ARCHIVE), List.of("Archive")));
    assertThat(parse("archive/1/2").scope()).isEqualTo(Scope.of("archive"));
    assertThat(parse("from:bank").scope()).isEqualTo(Scope.of("INBOX"));
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
    assertThat(parse(word).condition()).isEqualTo(new Since(instant));
    assertThat(parse(word.replace("since", "before")).condition()).isEqualTo(new Before(instant));
  }

  @Test
  void aDayIsFromMidnightToMidnight() throws MailException {
    assertThat(parse("on:2026-03-29").condition())
        .isEqualTo(
            all(
                new Since(Instant.parse("2026-03-28T23:00:00Z")),
                new Before(Instant.parse("2026-03-29T22:00:00Z"))));
    assertThat(parse("on:1d").condition()).isEqualTo(parse("on:yesterday").condition());
  }

  @ParameterizedTest
  @CsvSource({
    "larger:5M, 5000000",
    "larger:100k, 100000",
    "larger:1G, 1000000000",
    "larger:7, 7",
    "larger:5MB, 5000000"
  })
  void sizesArePowersOfThousand(String word, long octets) throws MailException {
    assertThat(parse(word).condition()).isEqualTo(new Condition.Larger(octets));
    assertThat(parse(word.replace("larger", "smaller")).condition())
        .isEqualTo(new Condition.Smaller(octets));
  }

  @Test
  void textsAndAttachmentsAreConditions() throws MailException {
    assertThat(parse("body:fox").condition()).isEqualTo(new InText("fox", false));
    assertThat(parse("text:fox").condition()).isEqualTo(new InText("fox", true));
    assertThat(parse("has:attachment").condition()).isEqualTo(new Condition.HasAttachment());
  }

  @Test
  void namesSideBySideMeanAllOfTheirMessages() throws MailException {
    assertThat(parse("7", "9:12", "20:*").condition())
        .isEqualTo(
            new HasUid(
                List.of(UidRange.of(7), new UidRange(9, 12), new UidRange(20, UidRange.MAX_UID))));
    assertThat(parse("<a.b@c>", "7", "is:unread").condition())
        .isEqualTo(
            all(any(new HasMessageId("<a.b@c>"), new HasUid(List.of(UidRange.of(7)))), UNREAD));
  }

  @Test
  void referencesBringTheirFolders() throws MailException {
    assertThat(parse("Old/2026/1451405933/2271", "inbox/12/34", "INBOX/12/35"))
        .isEqualTo(
            new Query(
                new Scope(false, Set.of(), List.of("Old/2026", "INBOX")),
                new Named(
                    Set.of(
                        new Reference("Old/2026", 1451405933, 2271),
                        new Reference("INBOX", 12, 34),
                        new Reference("INBOX", 12, 35)))));
    assertThat(parse("\"Sent Messages/12/34\"").scope()).isEqualTo(Scope.of("Sent Messages"));
  }

  @Test
  void onlyReferencesOfMessagesThatAreMeantBringTheirFolder() throws MailException {
    assertThat(parse("is:unread not Reports/1/99").scope()).isEqualTo(Scope.of("INBOX"));
    assertThat(parse("is:unread not (from:x Reports/1/99)").scope()).isEqualTo(Scope.of("INBOX"));
    assertThat(parse("is:unread Reports/1/99").scope()).isEqualTo(Scope.of("Reports"));
    assertThat(parse("7", "INBOX/1/99").scope()).isEqualTo(Scope.of("INBOX"));
    assertThatThrownBy(() -> parse("7", "Reports/1/99")).hasMessageContaining("another folder");
    assertThat(parse("in:Reports 7 or Reports/1/99").scope()).isEqualTo(Scope.of("Reports"));
  }

  @Test
  void aReferenceIsOneWordThoughItsFolderHasBlanks() throws MailException {
    assertThat(parse("Sent Messages/1451405933/2271").scope()).isEqualTo(Scope.of("Sent Messages"));
    assertThat(parse("INBOX/1/2 INBOX/1/3").condition())
        .isEqualTo(new Named(Set.of(new Reference("INBOX", 1, 2), new Reference("INBOX", 1, 3))));
    assertThat(parse("is:unread INBOX/1/2").condition().parts()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024 Invoices",
        "not spam",
        "(old)",
        "a\"b",
        "or",
        "x (y",
        "100:200",
        "back\\slash"
      })
  void aReferenceIsTakenWhateverItsFolderIsCalled(String folder) throws MailException {
    assertThat(parse(folder + "/1795452975/1"))
        .isEqualTo(
            new Query(Scope.of(folder), new Named(Set.of(new Reference(folder, 1795452975, 1)))));
  }

  @Test
  void aBackslashTakesAQuoteAsItIs() throws MailException {
    assertThat(parse("subject:a\\\"b").condition()).isEqualTo(new Contains(Field.SUBJECT, "a\"b"));
    assertThat(parse("subject:\"say \\\"hi\\\" \\\\ now\"").condition())
        .isEqualTo(new Contains(Field.SUBJECT, "say \"hi\" \\ now"));
    assertThat(parse("subject:C:\\dir").condition())
        .isEqualTo(new Contains(Field.SUBJECT, "C:\\dir"));
    assertThat(parse("<\"q\"@x>").condition()).isEqualTo(new HasMessageId("<\"q\"@x>"));
  }

  @Test
  void referencesAreReadFromStandardInput() throws MailException {
    String rows = "INBOX/12/34\t2026-01-01\tx\n\n  to:do/14/2  \r\n";

    assertThat(piped(rows, "-").condition())
        .isEqualTo(
            new Named(Set.of(new Reference("INBOX", 12, 34), new Reference("to:do", 14, 2))));
    assertThat(piped(rows, "-").scope().names()).containsExactly("INBOX", "to:do");
    assertThat(piped("", "-").condition()).isEqualTo(new Named(Set.of()));
    assertThatThrownBy(() -> piped("INBOX/1/2\nhello\n", "-"))
        .hasMessage("line 2 of standard input is no reference: hello");
  }

  @Test
  void aLineWithoutAnEndIsNoReference() {
    ByteArrayInputStream endless =
        new ByteArrayInputStream("a".repeat(20_000_000).getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> piped(endless, "-"))
        .hasMessageStartingWith("line 1 of standard input is no reference: aaaa")
        .hasMessageEndingWith("…");
    assertThat(endless.available()).as("not all is read").isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from:x colour:red       | not known                 | '       ^^^^^^^^^^'",
        "is:red                  | nothing that a message is | '^^^^^^'",
        "has:wings               | nothing that a query asks | '^^^^^^^^^'",
        "since:soon              | is not a date             | '^^^^^^^^^^'",
        "since:2026-02-30        | is not a date             | '^^^^^^^^^^^^^^^^'",
        "larger:big              | is not a size             | '^^^^^^^^^^'",
        "from:                   | lacks its value           | '^^^^^'",
        "in:                     | lacks its value           | '^^^'",
        "(in:A from:x)           | outside of parentheses    | ' ^^^^'",
        "from:x not in:A         | cannot be negated         | '           ^^^^'",
        "in:A or from:x          | nothing stands before     | '     ^^'",
        "from:x or               | nothing stands behind     | '       ^^'",
        "or from:x               | nothing stands before     | '^^'",
        "from:x not              | nothing stands behind     | '       ^^^'",
        "from:x (is:read         | is not closed             | '       ^'",
        "from:x is:read)         | was never opened          | '              ^'",
        "from:x ( )              | nothing stands in these   | '       ^'",
        "0                       | UIDs go from 1            | '^'",
        "9:7                     | the smaller first         | '^^^'",
        "4294967296              | UIDs go from 1            | '^^^^^^^^^^'",
        "99999999999999999999    | not known                 | '^^^^^^^^^^^^^^^^^^^^'",
        "from:x \"to:a b         | a quote is not closed     | '       ^^^^^^^'",
        "INBOX/0/7               | no reference              | '^^^^^^^^^'",
        "INBOX/4294967296/7      | no reference              | '^^^^^^^^^^^^^^^^^^'",
        "in:any 7                | of any of several folders | '       ^'",
        "A/1/2 B/1/2 7           | another folder            | '      ^^^^^'",
        "from:x or Reports/1/99  | another folder            | '          ^^^^^^^^^^^^'",
        "hello                   | not known                 | '^^^^^'",
        "from:山田 hello         | not known                 | '          ^^^^^'",
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

  @ParameterizedTest
  @ValueSource(strings = {"(", "not ", "(not "})
  void nestingHasAnEnd(String opening) {
    assertThatThrownBy(() -> parse(opening.repeat(100_000) + "from:x"))
        .isInstanceOf(MailException.class)
        .hasMessageContaining("nested too deep");
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
    assertThat(parse("is:" + state).condition()).isEqualTo(new Flagged(flag, set));
  }

  @ParameterizedTest
  @CsvSource({"from, FROM", "to, TO", "cc, CC", "subject, SUBJECT", "Cc, CC"})
  void fieldsAreLookedInto(String key, Field field) throws MailException {
    assertThat(parse(key + ":Bank").condition()).isEqualTo(new Contains(field, "Bank"));
  }
}

package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.Account;
import icloudmail.model.Address;
import icloudmail.model.Condition;
import icloudmail.model.Condition.Field;
import icloudmail.model.Envelope;
import icloudmail.model.Flag;
import icloudmail.model.LocalServers;
import icloudmail.model.MailException;
import icloudmail.model.PasswordSource;
import icloudmail.model.Reference;
import icloudmail.model.Secret;
import icloudmail.model.UidRange;
import icloudmail.testkit.MailServers;
import icloudmail.testkit.Mails;
import icloudmail.testkit.Nouns;
import icloudmail.testkit.TestCertificate;
import icloudmail.testkit.icloud.ICloud;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.slf4j.helpers.NOPLogger;

/** Whatever is asked: what meets a condition is among what the server is asked for. */
class SearchIsNeverTooNarrowTest {
  private static final int MESSAGES = 40;
  private static final Instant FIRST = Instant.parse("2026-11-01T00:00:00Z");
  private static final List<String> SENDERS =
      List.of(
          "Bank <info@bank.example>",
          "=?UTF-8?Q?J=C3=B6rg_Bank?= <joerg@example.com>",
          "=?UTF-8?B?SsO8cmdlbiBCYW5r?= <j@example.com>",
          "=?iso-8859-1?B?QmFuayDWc3RlcnJlaWNo?= <x@y.at>",
          "=?koi8-r?Q?=E2ank?= Bank <y@y.example>",
          "\"Doe, Jo\" <jo@icloud.com>");
  private static final List<String> SUBJECTS =
      List.of(
          "report for may",
          "report\n for may",
          "=?UTF-8?B?UmVwb3J0IGbDvHIgTWFp?=",
          "=?UTF-8?Q?Gr=C3=BC=C3=9Fe?= report",
          "Re: REPORT");
  private static final List<String> WORDS =
      List.of(
          "bank",
          "jörg",
          "jürgen bank",
          "info@bank.example",
          "report",
          "report for",
          "für",
          "grüße",
          "doe, jo",
          "re: report",
          "nothing");
  private static final List<Flag> FLAGS = List.of(Flag.SEEN, Flag.FLAGGED, Flag.ANSWERED);

  private static ICloud icloud;
  private static ImapMailbox mailbox;
  private static OpenFolder folder;
  private static List<Envelope> all;

  @BeforeAll
  static void open() throws MailException {
    icloud = new ICloud();
    Random random = new Random(7);
    for (int i = 0; i < MESSAGES; i++) {
      String message =
          Mails.plain(
                  pick(SENDERS, random), pick(SUBJECTS, random), "x".repeat(random.nextInt(500)))
              + (random.nextBoolean() ? "\nThe fox and für." : "");
      String[] flags =
          FLAGS.stream()
              .filter(flag -> random.nextBoolean())
              .map(Flag::keyword)
              .toArray(String[]::new);
      icloud
          .mailboxes()
          .deliver(
              "INBOX",
              message.getBytes(StandardCharsets.UTF_8),
              FIRST.plus(Duration.ofHours(random.nextInt(24 * 20))),
              flags);
    }
    LocalServers servers = new LocalServers(icloud.imap().port(), 1, TestCertificate.valid().pem());
    SessionFactory sessions =
        new SessionFactory(
            Preset.local(servers),
            Duration.ofSeconds(20),
            null,
            Nouns.noLoginForms(),
            (account, folders) -> {},
            pause -> {},
            NOPLogger.NOP_LOGGER);
    Account account =
        new Account(
            "jo",
            MailServers.LOGIN,
            List.of(new Address(null, MailServers.LOGIN)),
            new PasswordSource() {
              @Override
              public Secret password() {
                return new Secret(MailServers.PASSWORD);
              }

              @Override
              public String origin() {
                return "test";
              }
            });
    mailbox = ImapMailbox.open(sessions, account);
    folder = mailbox.examine("INBOX");
    all = folder.numbered(1, MESSAGES).envelopes();
    assertThat(all).hasSize(MESSAGES);
  }

  @AfterAll
  static void close() {
    mailbox.close();
    icloud.close();
  }

  private static <T> T pick(List<T> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }

  private static Condition condition(Random random, int depth) {
    int kind = random.nextInt(depth > 0 ? 12 : 9);
    Instant instant = FIRST.plus(Duration.ofHours(random.nextInt(24 * 20)));
    return switch (kind) {
      case 0, 1 ->
          new Condition.Contains(pick(List.of(Field.values()), random), pick(WORDS, random));
      case 2 -> new Condition.Flagged(pick(FLAGS, random), random.nextBoolean());
      case 3 -> new Condition.Since(instant);
      case 4 -> new Condition.Before(instant);
      case 5 ->
          random.nextBoolean()
              ? new Condition.Larger(random.nextInt(900))
              : new Condition.Smaller(random.nextInt(900));
      case 6 -> {
        long uid = 2272L + random.nextInt(MESSAGES);
        yield random.nextBoolean()
            ? new Condition.HasUid(List.of(new UidRange(uid, uid + 5)))
            : new Condition.Named(Set.of(folder.reference(uid), new Reference("Archive", 1, uid)));
      }
      case 7 -> new Condition.InText(pick(List.of("fox", "für", "report"), random), true);
      case 8 -> new Condition.InText(pick(List.of("fox", "für"), random), false);
      case 9 -> new Condition.Not(condition(random, depth - 1));
      case 10 -> new Condition.And(conditions(random, depth));
      default -> new Condition.Or(conditions(random, depth));
    };
  }

  private static List<Condition> conditions(Random random, int depth) {
    List<Condition> conditions = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      conditions.add(condition(random, depth - 1));
    }
    return conditions;
  }

  @RepeatedTest(400)
  void candidatesHoldWhatMeetsTheCondition(RepetitionInfo repetition) throws MailException {
    Condition condition = condition(new Random(repetition.getCurrentRepetition()), 3);

    OpenFolder.Candidates candidates = folder.candidates(condition);
    Condition.TextSearch texts = folder.texts(condition);
    List<Long> meant =
        all.stream()
            .filter(envelope -> condition.matches(envelope, texts))
            .map(envelope -> envelope.reference().uid())
            .toList();

    // texts may count on being asked about candidates alone
    if (condition.all().noneMatch(Condition.InText.class::isInstance)) {
      assertThat(candidates.uids()).as(condition.toString()).containsAll(meant);
    }
    List<Long> found =
        all.stream()
            .filter(envelope -> candidates.uids().contains(envelope.reference().uid()))
            .filter(envelope -> condition.matches(envelope, texts))
            .map(envelope -> envelope.reference().uid())
            .toList();
    if (candidates.exact()) {
      assertThat(candidates.uids()).as(condition.toString()).hasSameElementsAs(found);
    }
    assertThat(found).as(condition.toString()).isEqualTo(reference(condition, meant));
  }

  /** What a text holds is asked of the server for each text by itself. */
  private static List<Long> reference(Condition condition, List<Long> meant) throws MailException {
    if (condition.all().noneMatch(Condition.InText.class::isInstance)) {
      return meant;
    }
    // within an or, no text is taken for granted
    Condition uncertain = new Condition.Or(List.of(condition));
    Condition.TextSearch texts = folder.texts(uncertain);
    return all.stream()
        .filter(envelope -> condition.matches(envelope, texts))
        .map(envelope -> envelope.reference().uid())
        .toList();
  }
}

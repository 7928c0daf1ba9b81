package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.LocalMail;
import icloudmail.model.MailException;
import icloudmail.model.Submission;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.Nouns;
import icloudmail.testkit.Prepared;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail of local programs, which knows neither the account nor a domain. */
class LocalMailTest {
  private static Composition compose(String message, @Nullable String name, String... recipients)
      throws MailException {
    return composeFrom(null, message, name, recipients);
  }

  private static Composition composeFrom(
      @Nullable String from, String message, @Nullable String name, String... recipients)
      throws MailException {
    return new PreparedComposer(Clock.fixed(CliRun.NOW, ZoneOffset.UTC))
        .compose(
            Prepared.ACCOUNT,
            Prepared.message(message, List.of(recipients), false, from, new LocalMail(name)));
  }

  /** The lines of the header that do not come from the composer's additions. */
  private static List<String> header(Composition composition) {
    return Nouns.text(composition.content())
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> !line.matches("(Date|MIME-Version|Message-ID): .*"))
        .toList();
  }

  @Test
  void cronsMessageReachesTheAccountUnderCronsName() throws MailException {
    Composition composed =
        compose(
            """
            From: root (Cron Daemon)
            To: root
            Subject: Cron <root@host> date
            Content-Type: text/plain; charset=UTF-8
            X-Cron-Env: <SHELL=/bin/sh>

            now
            """,
            "CronDaemon",
            "root");

    Submission envelope = composed.submission();
    assertThat(envelope.recipients()).containsExactly("jo@icloud.com");
    assertThat(envelope.from()).isEqualTo("jo@icloud.com");
    assertThat(header(composed))
        .containsExactly(
            "From: Cron Daemon <jo@icloud.com>",
            "To: jo@icloud.com",
            "Subject: Cron <root@host> date",
            "Content-Type: text/plain; charset=UTF-8",
            "X-Cron-Env: <SHELL=/bin/sh>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "root@localhost", "\"Cron Daemon\" <root>", "jo", "root, jo"})
  void aLocalRecipientIsTheAccount(String recipient) throws MailException {
    assertThat(compose("x\n", null, recipient).submission().recipients())
        .containsExactly("jo@icloud.com");
    assertThat(compose("Bcc: " + recipient + "\n\n", null).submission().recipients())
        .containsExactly("jo@icloud.com");
  }

  @Test
  void onlyTheFieldsThatHoldALocalNameAreWrittenAnew() throws MailException {
    String to = "To:   a@example.com,\n\tB  <b@example.com>";
    Composition composed =
        compose(to + "\nCc: Root <root>, c@example.com\nReply-To: root\n\n", null);

    assertThat(header(composed))
        .containsExactly(
            "To:   a@example.com,",
            "\tB  <b@example.com>",
            "Cc: Root <jo@icloud.com>, c@example.com",
            "Reply-To: jo@icloud.com",
            "From: Jo Doe <jo@icloud.com>");
    assertThat(composed.submission().recipients())
        .containsExactly("a@example.com", "b@example.com", "jo@icloud.com", "c@example.com");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "jo@icloud.com | - | jo@icloud.com | -",
        "Jo  Doe <JO@me.com> | Nick | Jo  Doe <JO@me.com> | -",
        "jo@mac.com | Nick | Nick <jo@mac.com> | -",
        "jo@doe.example (x) | - | jo@doe.example (x) | -",
        "www-data@web1.example.com | - | Jo Doe <jo@icloud.com> | www-data@web1.example.com",
        "Web <www@web1.example.com> | Nick | Web <jo@icloud.com> | Web <www@web1.example.com>",
        "www@web1.example.com | Nick | Nick <jo@icloud.com> | www@web1.example.com",
        "root | - | Jo Doe <jo@icloud.com> | -",
        "\"(Cron Daemon)\" <root> | CronDaemon | \"(Cron Daemon)\" <jo@icloud.com> | -",
        "not <an address | Nick | Nick <jo@icloud.com> | -",
        "jo@gmail.example | - | Jo Doe <jo@icloud.com> | jo@gmail.example",
      })
  void aForeignFromGivesWayAndStaysInReplyTo(
      String from, @Nullable String name, String rewritten, @Nullable String replyTo)
      throws MailException {
    List<String> header = header(compose("From: " + from + "\n\n", name, "a@example.com"));

    assertThat(header).contains("From: " + rewritten);
    assertThat(header).hasSize(replyTo == null ? 1 : 2);
    assertThat(header).contains(replyTo == null ? "From: " + rewritten : "Reply-To: " + replyTo);
  }

  @Test
  void aReplyToThatIsThereStays() throws MailException {
    String message = "From: x@example.org\nReply-To: y@example.org\nSender: x@example.org\n\n";

    assertThat(header(compose(message, null, "a@example.com")))
        .containsExactly("From: Jo Doe <jo@icloud.com>", "Reply-To: y@example.org");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "jo.alias@icloud.com, jo.alias@icloud.com",
        "x@example.org, jo@icloud.com",
        "root, jo@icloud.com",
        "not <an address, jo@icloud.com",
        "-, jo@doe.example"
      })
  void theEnvelopeIsFromAnOwnAddress(@Nullable String from, String sender) throws MailException {
    Composition composed = composeFrom(from, "From: jo@doe.example\n\n", null, "a@example.com");

    assertThat(composed.submission().from()).isEqualTo(sender);
    assertThat(header(composed)).containsExactly("From: jo@doe.example");
  }

  @Test
  void withoutAFromTheCallerIsTheSender() throws MailException {
    assertThat(header(composeFrom("jo@me.com", "x\n", "Backup", "root")))
        .containsExactly("From: Backup <jo@me.com>");
    assertThat(header(composeFrom("root", "x\n", "Grün", "root")))
        .containsExactly("From: =?UTF-8?Q?Gr=C3=BCn?= <jo@icloud.com>");
    assertThat(header(compose("x\n", null, "root")))
        .containsExactly("From: Jo Doe <jo@icloud.com>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=?utf-8?Q?x=0D=0ABcc:_evil@example.org?= <x@example.org>",
        "=?utf-8?B?eApCY2M6IGV2aWxAZXhhbXBsZS5vcmc=?= <root>"
      })
  void aLineBreakThatANameHidesBeginsNoField(String from) throws MailException {
    String message = "From: " + from + "\nCc: " + from.replaceFirst("<.*", "<root>") + "\n\n";

    assertThat(header(compose(message, null, "a@example.com")))
        .allMatch(line -> line.matches("(From|Cc|Reply-To): .*"));
  }
}

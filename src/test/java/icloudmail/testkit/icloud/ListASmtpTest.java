package icloudmail.testkit.icloud;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.TestCertificate;
import icloudmail.testkit.icloud.SmtpSettings.Limit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Items 24 to 26 of list A of the facts: what may be sent, and what is said to it. */
class ListASmtpTest {
  private static final String FOREIGN = "550 5.7.0 From address is not one of your addresses";

  private final List<String> filed = new ArrayList<>();
  private final SmtpDouble server =
      new SmtpDouble(
          TestCertificate.valid(),
          new Faults(),
          (folder, bytes) -> filed.add(folder + ": " + new String(bytes, StandardCharsets.UTF_8)));

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ann@example.com", "jo@example.com", "other@icloud.com", "other@doe.example", ""})
  void a24_refusesAForeignSender(String sender) throws IOException {
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      assertThat(talk.say("MAIL FROM:<" + sender + ">")).isEqualTo(FOREIGN);
      assertThat(talk.say("RCPT TO:<ann@example.com>")).startsWith("503 5.5.1 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jo@icloud.com",
        "Jo@Me.com",
        "jo@mac.com",
        "jo.alias@icloud.com",
        "jo@doe.example"
      })
  void a24_takesTheAddressesOfTheAccount(String sender) throws IOException {
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      assertThat(talk.say("MAIL FROM:<" + sender + ">")).isEqualTo("250 2.1.0 Ok");
    }
  }

  @Test
  void a24_checksHeaderFromWhereItIsToldTo() throws IOException {
    server.settings().checksHeaderFrom(true);
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      assertThat(send(talk, "From: Ann <ann@example.com>\r\n\r\nHi\r\n")).isEqualTo(FOREIGN);
      assertThat(send(talk, "From: Jo\r\n <jo@doe.example>\r\n\r\nHi\r\n"))
          .startsWith("250 2.0.0 ");
      server.settings().checksHeaderFrom(false);
      assertThat(send(talk, "From: ann@example.com\r\n\r\nHi\r\n")).startsWith("250 2.0.0 ");
      assertThat(server.submissions()).hasSize(2);
    }
  }

  @Test
  void a25_takesAMessage() throws IOException {
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      assertThat(talk.say("MAIL FROM:<jo@icloud.com> SIZE=28319744 BODY=8BITMIME"))
          .isEqualTo("250 2.1.0 Ok");
      assertThat(talk.say("RCPT TO:<ann@example.com>")).isEqualTo("250 2.1.5 Ok");
      assertThat(talk.say("DATA")).isEqualTo("354 End data with <CR><LF>.<CR><LF>");
      talk.send("Subject: Hi\r\n\r\n..a dot\r\n.\r\n");
      assertThat(talk.reply()).isEqualTo("250 2.0.0 Ok: queued as 9315A18002C5");
      assertThat(talk.say("QUIT")).isEqualTo("221 2.0.0 Bye");
      assertThat(talk.isOver()).isTrue();
      assertThat(server.submissions())
          .containsExactly(
              new SmtpDouble.Submission(
                  "jo@icloud.com", List.of("ann@example.com"), "Subject: Hi\r\n\r\n.a dot\r\n"));
      assertThat(server.commands())
          .endsWith("RCPT TO:<ann@example.com>", "DATA", "QUIT")
          .doesNotContain(".", "Subject: Hi");
    }
  }

  @Test
  void a25_takesMessagesInOneGo() throws IOException {
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      talk.send("MAIL FROM:<jo@icloud.com>\r\nRCPT TO:<ann@example.com>\r\nDATA\r\n");
      assertThat(talk.reply()).startsWith("250 2.1.0 ");
      assertThat(talk.reply()).startsWith("250 2.1.5 ");
      assertThat(talk.reply()).startsWith("354 ");
    }
  }

  @Test
  void a25_refusesWhatIsTooBig() throws IOException {
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      assertThat(talk.say("MAIL FROM:<jo@icloud.com> SIZE=28319745")).startsWith("552 5.3.4 ");
      String line = "x".repeat(998) + "\r\n";
      assertThat(send(talk, line.repeat(28_320))).startsWith("552 5.3.4 ");
      assertThat(send(talk, line.repeat(28_319))).startsWith("250 2.0.0 ");
    }
  }

  @Test
  void a25_takesFiveHundredRecipients() throws IOException {
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      talk.say("MAIL FROM:<jo@icloud.com>");
      for (int i = 0; i < 500; i++) {
        assertThat(talk.say("RCPT TO:<ann" + i + "@example.com>")).isEqualTo("250 2.1.5 Ok");
      }
      assertThat(talk.say("RCPT TO:<bob@example.com>")).startsWith("452 4.5.3 ");
      assertThat(talk.say("DATA")).startsWith("354 ");
    }
  }

  @Test
  void a25_tellsTheDailyLimit() throws IOException {
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      server.settings().dailyLimit(Limit.PERMANENT);
      assertThat(send(talk, "\r\n"))
          .isEqualTo(
              "550 5.7.1 jo@icloud.com: You have exceeded your daily sending limit. Please try"
                  + " again later.");
      server.settings().dailyLimit(Limit.TEMPORARY);
      assertThat(send(talk, "\r\n"))
          .matches("4\\d\\d 4\\..* You have exceeded your daily sending limit\\. .*");
      server.settings().dailyLimit(Limit.NONE);
      assertThat(send(talk, "\r\n")).startsWith("250 ");
      assertThat(server.submissions()).hasSize(1);
    }
  }

  @Test
  void a26_putsNoCopyIntoSent() throws IOException {
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      send(talk, "Message-ID: <1@x>\r\n\r\nHi\r\n");
      assertThat(filed).isEmpty();
      server.settings().filesSentCopy(true);
      send(talk, "Message-ID: <1@x>\r\n\r\nHi\r\n");
      assertThat(filed).containsExactly("Sent Messages: Message-ID: <1@x>\r\n\r\nHi\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jo@icloud.com", "jo@me.com", "jo@mac.com"})
  void a26_deliversToTheAccountAndKeepsTheMessageId(String recipient) throws IOException {
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      talk.say("MAIL FROM:<jo@icloud.com>");
      talk.say("RCPT TO:<ann@example.com>");
      talk.say("RCPT TO:<" + recipient + ">");
      talk.say("DATA");
      talk.say("Message-ID: <1@x>\r\n\r\nHi\r\n.");
      assertThat(filed).containsExactly("INBOX: Message-ID: <1@x>\r\n\r\nHi\r\n");
    }
  }

  @Test
  void a26_refusesSomeOfTheRecipients() throws IOException {
    server.settings().refuseRecipient("bob@example.com");
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      talk.say("MAIL FROM:<jo@icloud.com>");
      assertThat(talk.say("RCPT TO:<bob@example.com>")).startsWith("550 5.1.1 ");
      assertThat(talk.say("RCPT TO:<bob@refused.example>")).startsWith("550 5.1.1 ");
      assertThat(talk.say("RCPT TO:<bob@later.example>")).startsWith("450 4.2.1 ");
      assertThat(talk.say("DATA")).startsWith("554 5.5.1 ");
      assertThat(talk.say("RCPT TO:<ann@example.com>")).isEqualTo("250 2.1.5 Ok");
      talk.say("DATA");
      assertThat(talk.say("\r\nHi\r\n.")).startsWith("250 2.0.0 ");
      assertThat(server.submissions().get(0).recipients()).containsExactly("ann@example.com");
    }
  }

  private static String send(SmtpTalk talk, String message) throws IOException {
    talk.say("MAIL FROM:<jo@icloud.com>");
    talk.say("RCPT TO:<ann@example.com>");
    talk.say("DATA");
    talk.send(message + ".\r\n");
    return talk.reply();
  }
}

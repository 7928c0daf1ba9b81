package icloudmail.testkit.icloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.testkit.TestCertificate;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of fault, as a client of the submission server meets it. */
class SmtpFaultsTest {
  private final Faults faults = new Faults();
  private final SmtpDouble server =
      new SmtpDouble(TestCertificate.valid(), faults, (folder, bytes) -> {});

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void noIsAPassingError() throws IOException {
    faults.on("MAIL").no("4.3.0 Try again later");
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      assertThat(talk.say("MAIL FROM:<jo@icloud.com>")).isEqualTo("451 4.3.0 Try again later");
      assertThat(talk.say("RCPT TO:<ann@example.com>")).startsWith("503 ");
      assertThat(talk.say("MAIL FROM:<jo@icloud.com>")).isEqualTo("250 2.1.0 Ok");
    }
  }

  @Test
  void badIsALastingError() throws IOException {
    faults.on("RCPT TO:<ann@example.com>").bad("5.7.1 Not today");
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      talk.say("MAIL FROM:<jo@icloud.com>");
      assertThat(talk.say("RCPT TO:<bob@example.com>")).startsWith("250 ");
      assertThat(talk.say("RCPT TO:<ann@example.com>")).isEqualTo("554 5.7.1 Not today");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"452 4.2.2 Full", "535-5.7.8 No\r\n535 5.7.8 Again no", "250 Fine"})
  void aTextWithACodeIsTheWholeReply(String reply) throws IOException {
    faults.on("NOOP").no(reply);
    try (SmtpTalk talk = SmtpTalk.secured(server)) {
      assertThat(talk.say("NOOP")).isEqualTo(reply.replace("\r", ""));
    }
  }

  @Test
  void theEndOfDataGoesWrongWithNothingAccepted() throws IOException {
    faults.on(".").no("4.3.0 Try again later");
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      assertThat(send(talk)).isEqualTo("451 4.3.0 Try again later");
      assertThat(server.submissions()).isEmpty();
      assertThat(send(talk)).startsWith("250 2.0.0 ");
      assertThat(server.submissions()).hasSize(1);
    }
  }

  @Test
  void noTlsAfterAStartTlsThatWentWrong() throws IOException {
    faults.on("STARTTLS").bad("454 4.7.0 TLS not available due to local problem");
    try (SmtpTalk talk = new SmtpTalk(server.port())) {
      talk.reply();
      assertThat(talk.say("STARTTLS")).startsWith("454 4.7.0 ");
      assertThat(talk.say("EHLO there")).contains("250-STARTTLS");
    }
  }

  @Test
  void byeClosesTheConnection() throws IOException {
    faults.on("MAIL").bye();
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      assertThat(talk.say("MAIL FROM:<jo@icloud.com>"))
          .isEqualTo("421 4.3.2 Service shutting down");
      assertThat(talk.isOver()).isTrue();
    }
  }

  @Test
  void closesWithoutAWord() throws IOException {
    faults.on("RSET").after(1).close();
    try (SmtpTalk talk = SmtpTalk.secured(server)) {
      assertThat(talk.say("RSET")).startsWith("250 ");
      talk.send("RSET\r\n");
      assertThat(talk.isOver()).isTrue();
    }
  }

  @Test
  void resets() throws IOException {
    faults.on("DATA").reset();
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      talk.send("DATA\r\n");
      assertThatThrownBy(talk::isOver).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void stalls() throws IOException {
    faults.on("AUTH").stall();
    try (SmtpTalk talk = SmtpTalk.secured(server)) {
      talk.send("AUTH PLAIN\r\nNOOP\r\n");
      talk.timeout(100);
      assertThatThrownBy(talk::reply).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void acceptsAMessageAndDoesNotSaySo() throws IOException {
    faults.on(".").unanswered();
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      assertThat(send(talk)).isEmpty();
      assertThat(talk.isOver()).isTrue();
      assertThat(server.submissions()).hasSize(1);
    }
  }

  @Test
  void cutsAReply() throws IOException {
    faults.on("EHLO").after(1).cutAfter(40);
    try (SmtpTalk talk = new SmtpTalk(server.port())) {
      talk.reply();
      talk.say("EHLO there");
      assertThat(talk.say("EHLO there")).isEqualTo("250-outbound.st.icloud.com\n250-PIPELINI");
      assertThat(talk.isOver()).isTrue();
    }
  }

  @Test
  void dripsAReply() throws IOException {
    faults.on("NOOP").drip();
    try (SmtpTalk talk = SmtpTalk.secured(server)) {
      assertThat(talk.say("NOOP")).isEqualTo("250 2.0.0 Ok");
    }
  }

  @Test
  void answersLate() throws IOException {
    faults.latency("NOOP", Duration.ofMillis(80));
    try (SmtpTalk talk = SmtpTalk.secured(server)) {
      long start = System.nanoTime();
      talk.say("NOOP");
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isGreaterThanOrEqualTo(Duration.ofMillis(80));
    }
  }

  @Test
  void greetsWithAnError() throws IOException {
    faults.on("CONNECT").bye();
    faults.on("CONNECT").after(1).bad("5.3.2 No service here");
    try (SmtpTalk busy = new SmtpTalk(server.port());
        SmtpTalk closed = new SmtpTalk(server.implicitTlsPort())) {
      assertThat(busy.reply()).isEqualTo("421 4.3.2 Service shutting down");
      closed.startTls();
      assertThat(closed.reply()).isEqualTo("554 5.3.2 No service here");
      assertThat(closed.say("QUIT")).startsWith("221 ");
    }
  }

  @Test
  void talksRubbish() throws IOException {
    faults.on("MAIL").garbage();
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      assertThat(talk.say("MAIL FROM:<jo@icloud.com>")).startsWith("<html>");
      assertThat(talk.say("MAIL FROM:<jo@icloud.com>")).startsWith("250 ");
    }
  }

  @Test
  void answersAClientHelloInWords() throws IOException {
    faults.on("TLS").bye();
    try (SmtpTalk talk = new SmtpTalk(server.port())) {
      talk.reply();
      talk.say("EHLO there");
      assertThat(talk.say("STARTTLS")).startsWith("220 ");
      assertThat(talk.say("what stands for a client hello")).startsWith("421 ");
      assertThat(talk.isOver()).isTrue();
    }
  }

  @Test
  void answersBeforeTheMessageEnds() throws IOException {
    faults.on("MIDWAY").no("4.3.0 Full");
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      talk.say("MAIL FROM:<jo@icloud.com>");
      talk.say("RCPT TO:<ann@example.com>");
      talk.say("DATA");
      talk.send("S");
      assertThat(talk.reply()).isEqualTo("451 4.3.0 Full");
      talk.send("ubject: Hi\r\n\r\nHi\r\n.\r\n");
      assertThat(talk.say("NOOP")).startsWith("250 ");
      assertThat(server.submissions()).isEmpty();
    }
  }

  @Test
  void holdsRepliesBackUntilDataComes() throws IOException {
    server.settings().withholdsReplies(true);
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      talk.send("MAIL FROM:<jo@icloud.com>\r\nRCPT TO:<ann@example.com>\r\n");
      talk.timeout(100);
      assertThatThrownBy(talk::reply).isInstanceOf(SocketTimeoutException.class);
      assertThat(talk.say("DATA")).startsWith("250 2.1.0 ");
      assertThat(talk.reply()).startsWith("250 2.1.5 ");
      assertThat(talk.reply()).startsWith("354 ");
    }
  }

  @Test
  void forgetsWhatCameIn() throws IOException {
    server.settings().filesSentCopy(true).ownAddress("ann@example.com");
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      send(talk);
      server.reset();
      assertThat(server.submissions()).isEmpty();
      assertThat(server.commands()).isEmpty();
      assertThat(server.connections()).isZero();
      assertThat(talk.say("MAIL FROM:<ann@example.com>")).startsWith("550 5.7.0 ");
    }
  }

  private static String send(SmtpTalk talk) throws IOException {
    talk.say("MAIL FROM:<jo@icloud.com>");
    talk.say("RCPT TO:<ann@example.com>");
    talk.say("DATA");
    return talk.say("Subject: Hi\r\n\r\nHi\r\n.");
  }
}

package icloudmail.testkit.icloud;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.testkit.MailServers;
import icloudmail.testkit.TestCertificate;
import java.io.IOException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Items 21 to 23 of list A of the facts: from the greeting to the login, word by word. */
class ListASmtpLoginTest {
  private static final String GUESSED_FAILURE = "535 5.7.8 ";

  private final SmtpDouble server =
      new SmtpDouble(TestCertificate.valid(), new Faults(), (folder, bytes) -> {});

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void a21_greetsAsApple() throws IOException {
    try (SmtpTalk talk = new SmtpTalk(server.port())) {
      assertThat(talk.reply()).isEqualTo("220 iCloud SMTP - outbound.st.icloud.com");
    }
  }

  @Test
  void a21_offersStartTlsAndNoAuthInPlainText() throws IOException {
    try (SmtpTalk talk = new SmtpTalk(server.port())) {
      talk.reply();
      assertThat(talk.say("EHLO there"))
          .isEqualTo(
              Stream.of(
                      "250-outbound.st.icloud.com",
                      "250-PIPELINING",
                      "250-SIZE 28319744",
                      "250-ETRN",
                      "250-STARTTLS",
                      "250-ENHANCEDSTATUSCODES",
                      "250-8BITMIME",
                      "250-DSN",
                      "250-SMTPUTF8",
                      "250 CHUNKING")
                  .collect(joining("\n")));
      assertThat(talk.say("AUTH PLAIN")).startsWith("503 5.5.1 ");
      assertThat(talk.say("STARTTLS")).isEqualTo("220 2.0.0 Ready to start TLS");
    }
  }

  @Test
  void a21_throwsAwayWhatComesBeforeTls() throws IOException {
    try (SmtpTalk talk = new SmtpTalk(server.port())) {
      talk.reply();
      talk.send("STARTTLS\r\nRSET\r\n");
      assertThat(talk.reply()).startsWith("220 2.0.0 ");
      talk.startTls();
      assertThat(talk.say("EHLO there")).contains("250-AUTH ");
      assertThat(server.commands()).containsExactly("STARTTLS", "EHLO there");
    }
  }

  @Test
  void a22_offersAuthAfterTls() throws IOException {
    try (SmtpTalk talk = SmtpTalk.secured(server)) {
      assertThat(talk.say("EHLO there"))
          .isEqualTo(
              Stream.of(
                      "250-outbound.st.icloud.com",
                      "250-PIPELINING",
                      "250-SIZE 28319744",
                      "250-ETRN",
                      "250-AUTH LOGIN PLAIN ATOKEN ATOKEN2 WSTOKEN WETOKEN XOAUTH2",
                      "250-ENHANCEDSTATUSCODES",
                      "250-8BITMIME",
                      "250-DSN",
                      "250-SMTPUTF8",
                      "250 CHUNKING")
                  .collect(joining("\n")));
    }
  }

  @Test
  void a22_speaksTlsAtOnceOnTheOtherPort() throws IOException {
    try (SmtpTalk talk = new SmtpTalk(server.implicitTlsPort())) {
      talk.startTls();
      assertThat(talk.reply()).isEqualTo("220 iCloud SMTP - outbound.st.icloud.com");
      assertThat(talk.say("EHLO there")).contains("250-AUTH ").doesNotContain("STARTTLS");
      assertThat(server.connections()).isOne();
    }
  }

  @Test
  void a22_answersAClientHelloInPlainText() throws IOException {
    try (SmtpTalk talk = new SmtpTalk(server.port())) {
      assertThatThrownBy(talk::startTls)
          .isInstanceOf(SSLException.class)
          .hasMessage("Unsupported or unrecognized SSL message");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jo@icloud.com", "jo@me.com", "jo@mac.com"})
  void a23_takesPlainInOneStepAndInTwo(String name) throws IOException {
    String secret = SmtpTalk.base64("\0" + name + "\0" + MailServers.PASSWORD);
    try (SmtpTalk one = SmtpTalk.secured(server);
        SmtpTalk two = SmtpTalk.secured(server)) {
      assertThat(one.say("AUTH PLAIN " + secret)).isEqualTo("235 2.7.0 Authentication successful");
      assertThat(two.say("AUTH PLAIN")).isEqualTo("334 ");
      assertThat(two.say(secret)).isEqualTo("235 2.7.0 Authentication successful");
    }
  }

  @Test
  void a23_takesLogin() throws IOException {
    try (SmtpTalk talk = SmtpTalk.secured(server)) {
      assertThat(talk.say("AUTH LOGIN")).isEqualTo("334 VXNlcm5hbWU6");
      assertThat(talk.say(SmtpTalk.base64("jo@icloud.com"))).isEqualTo("334 UGFzc3dvcmQ6");
      assertThat(talk.say(SmtpTalk.base64(MailServers.PASSWORD)))
          .isEqualTo("235 2.7.0 Authentication successful");
      assertThat(talk.say("AUTH LOGIN")).startsWith("503 5.5.1 ");
    }
  }

  @Test
  void a23_endsAuthAtAStar() throws IOException {
    try (SmtpTalk talk = SmtpTalk.secured(server)) {
      talk.say("AUTH PLAIN");
      assertThat(talk.say("*")).startsWith("501 5.7.0 ");
      talk.say("AUTH LOGIN");
      assertThat(talk.say("*")).startsWith("501 5.7.0 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\0jo\0" + MailServers.PASSWORD,
        "\0jo@doe.example\0" + MailServers.PASSWORD,
        "\0jo.alias@icloud.com\0" + MailServers.PASSWORD,
        "\0jo@icloud.com\0wrong",
        "ann@icloud.com\0jo@icloud.com\0" + MailServers.PASSWORD,
        "jo@icloud.com"
      })
  void a23_refusesAllButTheFullAddressAndItsPassword(String secret) throws IOException {
    try (SmtpTalk talk = SmtpTalk.secured(server)) {
      assertThat(talk.say("AUTH PLAIN " + SmtpTalk.base64(secret))).startsWith(GUESSED_FAILURE);
      assertThat(talk.say("AUTH PLAIN %")).startsWith(GUESSED_FAILURE);
      assertThat(talk.say("AUTH XOAUTH2 x")).startsWith(GUESSED_FAILURE);
      assertThat(talk.say("MAIL FROM:<jo@icloud.com>")).startsWith("530 5.7.0 ");
    }
  }

  @Test
  void a23_wantsEhloFirstAndAgainAfterTls() throws IOException {
    try (SmtpTalk talk = new SmtpTalk(server.port())) {
      talk.reply();
      assertThat(talk.say("MAIL FROM:<jo@icloud.com>")).startsWith("503 5.5.1 ");
      talk.say("EHLO there");
      assertThat(talk.say("MAIL FROM:<jo@icloud.com>")).startsWith("530 5.7.0 ");
      talk.say("STARTTLS");
      talk.startTls();
      assertThat(talk.say("AUTH PLAIN")).startsWith("503 5.5.1 ");
    }
  }
}

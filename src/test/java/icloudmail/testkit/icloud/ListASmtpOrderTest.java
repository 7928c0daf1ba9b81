package icloudmail.testkit.icloud;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.TestCertificate;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Items 21 to 26 of list A, where a client does not do as it should: codes, as Postfix has them.
 */
class ListASmtpOrderTest {
  private final SmtpDouble server =
      new SmtpDouble(TestCertificate.valid(), new Faults(), (folder, bytes) -> {});

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EHLO                                        | 501",
        "HELO there                                  | 250 outbound.st.icloud.com",
        "helo there                                  | 250 outbound.st.icloud.com",
        "STARTTLS                                    | 554 5.5.1",
        "AUTH PLAIN                                  | 503 5.5.1",
        "RCPT TO:<ann@example.com>                   | 503 5.5.1",
        "DATA                                        | 503 5.5.1",
        "MAIL                                        | 501 5.5.4",
        "MAIL FROM: <jo@icloud.com>                  | 501 5.5.4",
        "MAIL FROM:jo@icloud.com                     | 501 5.5.4",
        "MAIL FROM:<jo@icloud.com> SIZE=x            | 501 5.5.4",
        "MAIL FROM:<jo@icloud.com> BODY=9BIT         | 501 5.5.4",
        "MAIL FROM:<jo@icloud.com> SIEZ=1            | 555 5.5.4",
        "mail from:<jo@icloud.com> size=1 SMTPUTF8   | 250 2.1.0 Ok",
        "MAIL FROM:<jo@icloud.com> RET=HDRS ENVID=a  | 250 2.1.0 Ok",
        "RSET                                        | 250 2.0.0 Ok",
        "NOOP                                        | 250 2.0.0 Ok",
        "VRFY ann                                    | 252 2.0.0 ann",
        "EXPN ann                                    | 500 5.5.2",
        "Subject: Hi                                 | 500 5.5.2"
      })
  void a25_answersEachCommand(String command, String reply) throws IOException {
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      assertThat(talk.say(command)).startsWith(reply);
    }
  }

  @Test
  void a25_beginsAnewAfterRsetOnly() throws IOException {
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      talk.say("MAIL FROM:<jo@icloud.com>");
      assertThat(talk.say("MAIL FROM:<jo@icloud.com>")).startsWith("503 5.5.1 ");
      assertThat(talk.say("DATA")).startsWith("554 5.5.1 ");
      talk.say("RSET");
      assertThat(talk.say("RCPT TO:<ann@example.com>")).startsWith("503 5.5.1 ");
      assertThat(talk.say("MAIL FROM:<jo@icloud.com>")).isEqualTo("250 2.1.0 Ok");
    }
  }

  @Test
  void a25_mindsSmtpUtf8AndDsn() throws IOException {
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      talk.say("MAIL FROM:<jo@icloud.com>");
      assertThat(talk.say("RCPT TO:<j\u00f6@example.com>")).startsWith("553 5.6.7 ");
      assertThat(talk.say("RCPT TO:<a@example.com> NOTIFY=NEVER")).isEqualTo("250 2.1.5 Ok");
      assertThat(talk.say("RCPT TO:<a@example.com> NOTIFY=LATER")).startsWith("501 5.5.4 ");
      talk.say("RSET");
      talk.say("MAIL FROM:<jo@icloud.com> SMTPUTF8");
      talk.say("RCPT TO:<j\u00f6@example.com>");
      talk.say("DATA");
      talk.say("\r\nGr\u00fc\u00dfe\r\n.");
      assertThat(server.submissions())
          .containsExactly(
              new SmtpDouble.Submission(
                  "jo@icloud.com", List.of("j\u00f6@example.com"), "\r\nGr\u00fc\u00dfe\r\n"));
    }
  }

  @ParameterizedTest
  @CsvSource({"a\\nb", "a\\rb", "a\\n.\\nb", "\\r\\r"})
  void a25_refusesBareLineEnds(String text) throws IOException {
    try (SmtpTalk talk = SmtpTalk.loggedIn(server)) {
      talk.say("MAIL FROM:<jo@icloud.com>");
      talk.say("RCPT TO:<ann@example.com>");
      talk.say("DATA");
      talk.send(text.translateEscapes() + "\r\n.\r\n");
      assertThat(talk.reply()).startsWith("550 5.5.2 ");
      assertThat(talk.say("NOOP")).startsWith("250 ");
      assertThat(server.submissions()).isEmpty();
    }
  }
}

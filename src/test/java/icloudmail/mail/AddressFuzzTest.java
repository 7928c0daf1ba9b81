package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.render.DisplayText;
import icloudmail.testkit.FuzzedText;
import icloudmail.testkit.Nouns;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/** Whatever is taken for an address fits between the angles of one RCPT; a reply fits one line. */
@Timeout(20)
class AddressFuzzTest {
  private static final String ORDERS = "[\\p{Cc}]";

  @FuzzTest
  void anyAddress(byte[] data) {
    String text = FuzzedText.of(data);
    try {
      TypedAddresses.parse(List.of(text)).forEach(AddressFuzzTest::fits);
    } catch (MailException e) {
      assertThat(e.kind()).as(e.getMessage()).isEqualTo(Kind.REFUSED);
    }
    for (HeaderAddresses reader :
        List.of(new HeaderAddresses(null), new HeaderAddresses(Nouns.account()))) {
      try {
        reader.of(text).forEach(AddressFuzzTest::fits);
      } catch (MailException e) {
        assertThat(e.kind()).as(e.getMessage()).isEqualTo(Kind.REFUSED);
      }
    }
    String reply = SmtpReply.of(550, text).text();
    assertThat(reply).doesNotContainPattern("\\R").hasSizeLessThanOrEqualTo(1000);
    assertThat(DisplayText.line(reply)).doesNotContainPattern(ORDERS);
  }

  private static void fits(InternetAddress address) {
    String email = address.getAddress();
    assertThat(email).doesNotContainPattern(ORDERS).contains("@");
    String unquoted = email.replaceFirst("^\"([^\"\\\\]|\\\\.)*\"@", "x@");
    assertThat(unquoted).as(email).doesNotContainPattern("[<>\\s]");
    assertThat(email.substring(email.lastIndexOf('@'))).matches("@[\\x21-\\x7E]+");
    assertThat(address.toString()).doesNotContainPattern("[\\p{Cc}&&[^\r\n]]|\r?\n(?! )|\r(?!\n)");
  }
}

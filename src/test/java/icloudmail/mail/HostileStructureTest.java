package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import icloudmail.model.Body;
import icloudmail.model.Part;
import icloudmail.model.Preference;
import icloudmail.testkit.Nouns;
import jakarta.mail.MessagingException;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Messages that are made to do harm, or that chance has damaged. */
class HostileStructureTest {
  private static final String MIXED = "Content-Type: multipart/mixed; boundary=b\n\n";

  private static final String CUT =
      "a header in the message is longer than is read; --as raw has all of it";

  private static Body read(String message) throws MessagingException {
    byte[] octets = message.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    return MimeReader.read(new SharedByteArrayInputStream(octets), Preference.PLAIN);
  }

  @Test
  void countlessPartsAreReadAsTheFirstAndARest() throws MessagingException {
    Body body = read(MIXED + "--b\n\nx\n".repeat(500_000) + "--b--\n");

    assertThat(body.text()).startsWith("x\nx\nx").contains("--b\n\nx\n--b");
    assertThat(body.remarks()).contains("the message has more parts than are told apart");
  }

  @Test
  void countlessFieldsOfAPartAreReadAsTheFirstAndItsTextWhole() throws MessagingException {
    Body body = read(MIXED + "--b\n" + "X-A: b\n".repeat(200_000) + "\nt\n--b\n\nu\n--b--\n");

    assertThat(body.text()).isEqualTo("t\nu");
    assertThat(body.remarks()).containsExactly(CUT);
  }

  @Test
  void countlessFieldsOfAnAttachedMessageAreReadAsTheFirst() throws Exception {
    String inner = "Subject: in\n" + "X-A: b\n".repeat(200_000) + "\ntext\n";

    Body body = read("Content-Type: message/rfc822\n\n" + inner);

    assertThat(body.text()).contains("Subject: in\n\ntext\n");
    assertThat(body.remarks()).containsExactly(CUT);
    assertThat(Nouns.text(body.attachments().get(0).content()))
        .isEqualTo(inner.replace("\n", "\r\n"));
  }

  @Test
  void ofPartsWithCountlessFieldsTheLastStillTellsItsType() throws MessagingException {
    String part = "--b\nContent-Type: image/png\n" + "X-A: b\n".repeat(3000) + "\nx\n";

    Body body = read(MIXED + part.repeat(200) + "--b--\n");

    assertThat(body.attachments())
        .hasSize(200)
        .allSatisfy(each -> assertThat(each.type()).isEqualTo("image/png"));
    assertThat(body.remarks()).containsExactly(CUT);
  }

  @Test
  void theHeadersOfManyAttachedMessagesAreReadWhole() throws MessagingException {
    String message =
        "--b\nContent-Type: message/rfc822\n\n"
            + "Received: from a.example by b.example; Sun, 22 Nov 2026 10:00:00 +0000\n".repeat(60)
            + "Subject: behind\n\ntext\n";

    Body body = read(MIXED + message.repeat(200) + "--b--\n");

    assertThat(body.text().split("Subject: behind", -1)).hasSize(201);
    assertThat(body.remarks()).isEmpty();
  }

  @Test
  void severalLongTextsAreReadUpToABoundAndTheOthersAreAttachments() throws MessagingException {
    String part = "--b\nContent-Type: text/plain\n\n" + "0123456789".repeat(110_000) + "\n";

    Body body = read(MIXED + part.repeat(4) + "--b--\n");

    assertThat(body.text()).hasSize(2_200_001);
    assertThat(body.attachments())
        .extracting(Part::type, Part::size)
        .containsExactly(tuple("text/plain", 1_100_000L), tuple("text/plain", 1_100_000L));
    assertThat(body.remarks())
        .containsExactly(
            "the message is longer than is shown; the rest of its text is an attachment");
  }

  @Test
  void countlessUuencodedFilesAreReadAsTheFirstAndText() throws MessagingException {
    Body body = read("\n" + "begin 644 x\n#86)C\n`\nend\n".repeat(50_000));

    assertThat(body.attachments()).hasSize(100).allMatch(file -> file.size() == 3);
    assertThat(body.text()).startsWith("begin 644 x\n#86)C\n`\nend\n");
  }

  @Test
  void aLongMessageInBase64IsAnAttachmentAlone() throws MessagingException {
    String message = "U3ViamVjdDogeA0KDQp4".repeat(4) + "\n";

    Body body =
        read(
            "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
                + message.repeat(70_000));

    assertThat(body.text()).isEmpty();
    assertThat(body.attachments()).extracting(Part::size).containsExactly(4_200_000L);
    assertThat(body.remarks()).containsExactly("an attached message cannot be read here");
  }

  @Test
  void bracketsWithinBracketsCostNoTime() throws MessagingException {
    String deep = "(".repeat(200_000) + ")".repeat(200_000);

    Body body =
        read(
            "Authentication-Results: icloud.com; " + deep + "; spf=pass\nFrom: a@example.com\n\nx");

    assertThat(body.authentication()).isNull();
  }

  @Test
  void quotesAndSemicolonsInAFieldCostNoTime() throws MessagingException {
    Body body = read("Content-Type: text/plain; " + "a=\";".repeat(100_000) + "\n\nx\n");

    assertThat(body.text()).isEqualTo("x\n");
  }

  @Property(tries = 300)
  void noDamageIsThrown(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int damages) {
    Random random = new Random(seed);
    String inner =
        "Subject: in\nContent-Type: multipart/alternative; boundary=c\n\n--c\n\np\n--c--\n";
    StringBuilder message =
        new StringBuilder(
            MIXED
                + "--b\nContent-Type: text/plain; name*0*=UTF-8''%C3; name*1=\"x\"\n\ntext\n"
                + "--b\nContent-Type: message/rfc822\n\n"
                + inner
                + "--b\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\n"
                + "DTSTART;TZID=X:20261130T090000\nDURATION:P1D\nRRULE:FREQ=DAILY\nEND:VEVENT\n"
                + "--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; a\n"
                + "Action: failed\n--b\nContent-Type: application/pdf; name=\"a.pdf\"\n"
                + "Content-Transfer-Encoding: base64\n\nJVBERg==\n--b--\n");
    for (int i = 0; i < damages; i++) {
      int at = random.nextInt(message.length());
      switch (random.nextInt(3)) {
        case 0 -> message.setCharAt(at, (char) random.nextInt(256));
        case 1 -> message.delete(at, Math.min(message.length(), at + random.nextInt(30)));
        default -> message.insert(at, message.substring(at, Math.min(message.length(), at + 20)));
      }
      message.append('x');
    }

    assertThatCode(() -> read(message.toString())).doesNotThrowAnyException();
  }
}

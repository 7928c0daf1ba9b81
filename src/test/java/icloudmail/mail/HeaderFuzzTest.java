package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import icloudmail.render.DisplayText;
import icloudmail.testkit.FuzzedText;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;

/** Any field is decoded, and what was encoded is read back. */
@Timeout(20)
class HeaderFuzzTest {
  private static final String ORDERS = "[\\p{Cc}]";

  @FuzzTest
  void anyField(byte[] data) throws UnsupportedEncodingException {
    // as a field comes: a character an octet
    String field = new String(data, StandardCharsets.ISO_8859_1);
    assertThat(DisplayText.line(HeaderText.decode(field))).doesNotContainPattern(ORDERS);
    HeaderText.addresses(field)
        .forEach(
            each -> assertThat(DisplayText.line(each.toString())).doesNotContainPattern(ORDERS));
    assertThat(HeaderText.messageIds(field)).allMatch(id -> !id.matches(".*\\s.*"));
    HeaderText.date(field);
    ContentParameters parameters = ContentParameters.of(field);
    parameters.all().keySet().forEach(name -> assertThat(name).isNotEmpty());
    parameters.get("filename");
    readBack(FuzzedText.of(data));
  }

  private static void readBack(String text) throws UnsupportedEncodingException {
    // a byte order mark is no letter to a reader
    if (!FuzzedText.isWhole(text) || text.isBlank() || text.indexOf('\uFEFF') >= 0) {
      return;
    }
    String parameter = Parameter.add("Content-Disposition", "attachment", "filename", text);
    assertThat(parameter).doesNotContainPattern("[\\p{Cc}&&[^\r\n]]|[^\\p{ASCII}]|\r(?!\n )");
    // readers take blanks around it for slips
    assertThat(ContentParameters.of(parameter).get("filename")).isEqualTo(text.strip());
    for (String encoding : new String[] {"B", "Q"}) {
      String word = MimeUtility.encodeWord(text, "UTF-8", encoding);
      // what is plain ASCII is not encoded
      if (!word.equals(text)) {
        assertThat(HeaderText.decode(word)).isEqualTo(text);
      }
    }
  }
}

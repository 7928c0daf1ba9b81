package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import icloudmail.render.DisplayText;
import icloudmail.testkit.FuzzedText;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;
import org.junit.jupiter.api.Timeout;

/** Any HTML becomes text, and what is no HTML stays the text that it is. */
@Timeout(20)
class HtmlFuzzTest {
  private static final Pattern ORDERS = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");

  @FuzzTest
  void anyHtml(byte[] data) {
    String html = FuzzedText.of(data);
    String text = HtmlText.render(html);
    assertThat(text.isEmpty() || text.endsWith("\n")).as(text).isTrue();
    assertThat(DisplayText.lines(text)).doesNotContainPattern(ORDERS);
    assertThat(letters(HtmlText.render("<p>" + Entities.escape(html)))).isEqualTo(letters(html));
  }

  private static String letters(String text) {
    return text.replaceAll("[^A-Za-z0-9]", "");
  }
}

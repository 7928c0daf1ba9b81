package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.testkit.FuzzedText;
import org.junit.jupiter.api.Timeout;

/** Any Markdown becomes HTML and plain text, or is refused. */
@Timeout(20)
class MarkdownFuzzTest {
  @FuzzTest
  void anyMarkdown(byte[] data) {
    String source = FuzzedText.of(data);
    assertThat(MarkdownText.plain(source)).endsWith("\n").doesNotContain("\r");
    try {
      assertThat(MarkdownText.html(source)).doesNotContain("\0");
    } catch (MailException e) {
      assertThat(e.kind()).isEqualTo(Kind.REFUSED);
    }
  }
}

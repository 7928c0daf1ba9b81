package icloudmail.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import icloudmail.testkit.FuzzedText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Timeout;

/** Any folder has a place below its archive; what is spelt is read back. */
@Timeout(20)
class FolderNamesFuzzTest {
  private static final String BAD = "[\\p{Cc}\\\\:*?\"<>|]";

  @FuzzTest
  void anyName(byte[] data) {
    String name = FuzzedText.of(data);
    String path = FolderNames.path(name, ".mbox");
    assertThat(Path.of("/archive").resolve(path).normalize()).isEqualTo(Path.of("/archive", path));
    for (String level : path.split("/", -1)) {
      assertThat(level).isNotEmpty().doesNotContainPattern(BAD + "|^[ .]|[ .]$");
      assertThat(level.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(255);
      assertThat(level.toLowerCase(Locale.ROOT))
          .doesNotMatch("(con|prn|aux|nul|com[0-9]|lpt[0-9])([ .].*)?");
    }
    String maildir = FolderNames.maildir(name, "");
    assertThat(maildir).matches("\\.[ -~]{1,254}").doesNotContain("/", "..").doesNotEndWith(".");
    MaildirName parsed = MaildirName.parse(name);
    if (parsed != null) {
      assertThat(MaildirName.parse(parsed.toString())).isEqualTo(parsed);
      assertThat(MaildirName.parse(parsed.with(5).toString()).flags()).isEqualTo(5);
    }
    if (FuzzedText.isWhole(name)) {
      assertThat(Spelling.raw(Spelling.plain(name))).isEqualTo(name);
      assertThat(Spelling.items(Spelling.list(List.of(name, "-")))).containsExactly(name, "-");
      assertThat(Spelling.items(Spelling.list(List.of(name)))).containsExactly(name);
    }
    assertThat(Spelling.plain(name)).matches("[ -~]*");
  }
}

package icloudmail.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import icloudmail.testkit.FuzzedText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Timeout;

/** Whatever a stranger calls a file, it is a file in the directory that was asked for. */
@Timeout(20)
class FileNamesFuzzTest {
  private static final String BAD =
      "[/\\\\:*?\"<>|\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069]|^[-. ]|[. ]$";
  private static final String RESERVED =
      "(con|prn|aux|nul|clock\\$|conin\\$|conout\\$|(com|lpt)[0-9¹²³])[ .]*(\\..*)?";

  @FuzzTest
  void anyName(byte[] data) {
    String stranger = FuzzedText.of(data);
    String name = FileNames.safe(stranger, "part-1");
    isSafe(name, 240);
    assertThat(FileNames.safe(name, "part-1")).as("what is safe stays").isEqualTo(name);
    isSafe(FileNames.numbered(name, 9_999_999), 255);
    String folded = FileNames.folded(name);
    assertThat(FileNames.folded(folded)).isEqualTo(folded);
    assertThat(FileNames.folded(name.toLowerCase(Locale.ROOT))).isEqualTo(folded);
    String line = DisplayText.line(stranger);
    assertThat(line).doesNotContainPattern("\\p{Cc}");
    assertThat(DisplayText.width(line)).isNotNegative();
    assertThat(DisplayText.width(DisplayText.fit(line, 20))).isEqualTo(20);
  }

  private static void isSafe(String name, int longest) {
    assertThat(name).isNotEmpty().doesNotContainPattern(BAD);
    assertThat(name.toLowerCase(Locale.ROOT)).doesNotMatch(RESERVED);
    assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(longest);
    assertThat(new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(name);
    assertThat(Path.of("/d").resolve(name)).hasParentRaw(Path.of("/d"));
  }
}

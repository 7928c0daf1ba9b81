package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.Schema;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attachments that a sender, or a server on the way, has broken. */
class BrokenAttachmentsTest {
  private static final String TEXT = "--b\nContent-Type: text/plain\n\nSee below.\n";
  private static final String NEVER = "--b\n" + pdf("bad.pdf") + "!!!!\n";
  private static final String WHOLE = "--b\n" + pdf("good.pdf") + "Z29vZA==\n";

  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  private static String pdf(String name) {
    return "Content-Type: application/pdf\nContent-Disposition: attachment; filename="
        + name
        + "\nContent-Transfer-Encoding: base64\n\n";
  }

  private static String mixed(String parts) {
    return "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + TEXT + parts;
  }

  private CliRun fetch(String... words) {
    return icloud.setting(directory.resolve("state")).run(words);
  }

  private Path saved(String name) {
    return directory.resolve("saved").resolve(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "base64          | YWJj~Y!Wj*~ZGVm~--b--   | attachment 1 is broken in its base64 encoding and may not be whole",
        "base64          | YWJjZGVmZ               | attachment 1 is broken in its base64 encoding and may not be whole",
        "base64          | YWJjZGVm                | the end of attachment 1 may be missing",
        "x-uuencode      | begin 644 a~#86)C       | attachment 1 is broken in its uuencode encoding and may not be whole",
        "x-foo           | YWJj~--b--              | attachment 1 names the unknown transfer encoding 'x-foo': it is as it came",
      })
  void whatMayNotBeWholeIsSavedAndTold(String encoding, String octets, String remark) {
    String part = "--b\n" + pdf("a.pdf").replace("base64", encoding);
    icloud.deliver(mixed(part + octets.replace('~', '\n') + "\n"));
    String out = directory.resolve("saved").toString();

    CliRun plain = fetch("fetch", "2272", "--as", "attachments", "-o", out);
    CliRun json = fetch("fetch", "2272", "--as", "attachments", "-o", out, "--json");
    CliRun piped = fetch("fetch", "2272", "--part", "1", "-o", "-");

    assertThat(plain.exitCode()).isZero();
    assertThat(plain.out()).isEqualTo(saved("a.pdf") + "\n");
    assertThat(plain.err()).contains("warning: " + saved("a.pdf") + ": " + remark);
    JsonNode file = Schema.parse(json.out()).get(0);
    assertThat(file.get("remarks")).hasToString("[\"" + remark + "\"]");
    assertThat(Schema.problems("saved", file)).isEmpty();
    assertThat(piped.exitCode()).isZero();
    assertThat(piped.out()).isNotEmpty();
    assertThat(piped.err()).contains("warning: message INBOX/").contains("/2272: " + remark);
  }

  @Test
  void aFileWithinATextThatIsCutIsTold() {
    icloud.deliver("Subject: x\n\nhello\nbegin 644 x.bin\n#86)C\n");

    CliRun run = fetch("fetch", "2272", "--as", "attachments", "-o", directory + "/saved");

    assertThat(run.exitCode()).isZero();
    assertThat(saved("x.bin")).hasContent("abc");
    assertThat(run.err())
        .contains("x.bin: attachment 1 is broken in its uuencode encoding and may not be whole");
  }

  @Test
  void ofWhatIsWholeNothingIsTold() {
    icloud.deliver(mixed(WHOLE + "--b--\n"));

    CliRun run = fetch("fetch", "2272", "--part", "1", "-o", directory + "/saved", "--jsonl");

    assertThat(run.err()).isEmpty();
    assertThat(Schema.parse(run.out()).has("remarks")).isFalse();
  }

  @Test
  void oneThatCannotBeDecodedKeepsNoOtherBack() {
    icloud.deliver(mixed(NEVER + WHOLE + "--b\n" + pdf("worse.pdf") + "****\n--b--\n"));
    icloud.deliver(mixed(WHOLE + "--b--\n"));

    CliRun run = fetch("fetch", "2272:2273", "--as", "attachments", "-o", directory + "/saved");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(65);
    assertThat(run.out()).isEqualTo(saved("good.pdf") + "\n" + saved("good (1).pdf") + "\n");
    assertThat(run.err())
        .containsPattern("warning: attachment 3 of message INBOX/\\d+/2272: nothing of it can be")
        .containsPattern("icloud-mail: attachment 1 of message INBOX/\\d+/2272: nothing of it can")
        .contains("--as raw has it as it came.")
        .doesNotContain("room", "disk");
    assertThat(directory.resolve("saved").toFile().list()).hasSize(2);
  }

  @Test
  void oneThatCannotBeDecodedIsBlamedInAPipeAsWell() {
    icloud.deliver(mixed(NEVER + "--b--\n"));

    CliRun run = fetch("fetch", "2272", "--part", "1", "-o", "-");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(65);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .containsPattern("icloud-mail: attachment 1 of message INBOX/\\d+/2272: nothing of it can")
        .doesNotContain("temporary");
  }
}

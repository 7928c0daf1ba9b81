package icloudmail.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import icloudmail.model.JobFolder;
import icloudmail.testkit.CliRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Any state of an archive or a job is read, or refused and left as it is. */
@Timeout(20)
class StateFuzzTest {
  private static final String TORN = "~";

  @TempDir static Path directory;

  /**
   * @param data the lines without their checks; those that begin with ~ are as they are
   */
  @FuzzTest
  void anyLines(byte[] data) throws Exception {
    Path file = directory.resolve("state");
    StringBuilder text = new StringBuilder();
    for (String line : new String(data, StandardCharsets.ISO_8859_1).split("\n", -1)) {
      boolean ascii = line.chars().allMatch(c -> c < 0x80);
      text.append(line.startsWith(TORN) || !ascii ? line : StateLine.of(line));
    }
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    state(file);
    job(file);
  }

  private static void state(Path file) throws IOException {
    byte[] octets = Files.readAllBytes(file);
    MessageIndex index = new MessageIndex();
    StateReader read;
    try {
      read = StateFile.read(file, index);
    } catch (IOException e) {
      assertThat(Files.readAllBytes(file)).isEqualTo(octets);
      return;
    }
    assertThat(StateReader.header(file)).isEqualTo(read.header());
    assertThat(StateHeader.read(read.header().line()).line()).isEqualTo(read.header().line());
    assertThat(read.end()).isBetween(1L, (long) octets.length);
    List<KeptMessage> kept = messages(index);
    assertThat(kept).isSortedAccordingTo((a, b) -> Long.compare(a.uid(), b.uid()));
    kept.forEach(each -> assertThat(StateLine.message(StateLine.text(each))).isEqualTo(each));
    assertThat(Files.readAllBytes(file)).isEqualTo(octets);

    MessageIndex again = new MessageIndex();
    StateFile.open(new Disk(), file, again).close();
    assertThat(messages(again)).isEqualTo(kept);
    MessageIndex sorted = new MessageIndex();
    assertThat(StateFile.read(file, sorted).header()).isEqualTo(read.header());
    assertThat(messages(sorted)).isEqualTo(kept);
    Files.write(file, octets);
  }

  private static List<KeptMessage> messages(MessageIndex index) {
    List<KeptMessage> messages = new ArrayList<>();
    for (int at = 0; at < index.size(); at++) {
      messages.add(index.at(at));
    }
    return messages;
  }

  private static void job(Path file) throws Exception {
    byte[] octets = Files.readAllBytes(file);
    Path jobs = directory.resolve("jobs");
    PrivateFiles.createDirectories(jobs);
    Files.write(jobs.resolve("job"), octets);
    List<JobFolder> folders;
    try {
      folders = JobFile.read(file);
    } catch (IOException e) {
      new Jobs(directory, Clock.fixed(CliRun.NOW, ZoneOffset.UTC)).all(each -> {});
      assertThat(Files.readAllBytes(jobs.resolve("job"))).isEqualTo(octets);
      return;
    }
    JobFile.write(file, folders);
    assertThat(JobFile.read(file)).isEqualTo(folders);
  }
}

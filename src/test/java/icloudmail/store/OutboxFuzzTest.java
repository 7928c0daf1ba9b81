package icloudmail.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.OutboxItem;
import icloudmail.model.OutboxItem.State;
import icloudmail.testkit.CliRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Any file in the outbox is a message, or is told and kept as it is: no text is ever lost. */
@Timeout(20)
class OutboxFuzzTest {
  private static final Clock CLOCK = Clock.fixed(CliRun.NOW, ZoneOffset.UTC);

  @TempDir static Path state;

  @FuzzTest
  void anyFile(byte[] data) throws IOException, MailException {
    Path file = state.resolve("outbox").resolve("12345678.eml");
    PrivateFiles.createDirectories(state.resolve("outbox"));
    Files.write(file, data);
    Outbox outbox = new Outbox(state, CLOCK);
    List<MailException> damaged = new ArrayList<>();
    List<OutboxItem> items = outbox.list(damaged::add);
    if (!Files.exists(file)) {
      assertThat(lastWords(data)).anyMatch(word -> word.matches("(?i)sent|dropped"));
      return;
    }
    assertThat(items.size() + damaged.size()).isEqualTo(1);
    assertThat(Files.readAllBytes(file)).isEqualTo(data);
    damaged.forEach(each -> assertThat(each.kind()).isEqualTo(Kind.IO));
    if (items.isEmpty()) {
      isRefused(outbox, file, data);
    } else {
      isTaken(outbox, file, data, items.get(0));
    }
  }

  private static void isRefused(Outbox outbox, Path file, byte[] data) throws IOException {
    try {
      outbox.take("12345678");
      throw new AssertionError("it is taken, and is not listed");
    } catch (MailException e) {
      assertThat(e.kind()).isEqualTo(Kind.IO);
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(data);
  }

  private static void isTaken(Outbox outbox, Path file, byte[] data, OutboxItem item)
      throws IOException, MailException {
    assertThat(item.size()).isBetween(0L, (long) data.length);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    Optional<SpooledMessage> taken = outbox.take(item.id());
    assertThat(taken).isPresent();
    try (SpooledMessage message = taken.get()) {
      message.content().writeTo(content);
      assertThat(content.size()).isEqualTo(item.size());
      message.note(State.QUEUED, item.submission().recipients(), List.of(), "a, % and \n");
    }
    assertThat(outbox.list(each -> {}))
        .extracting(OutboxItem::reason)
        .containsExactly("a, % and \n");
    // what is behind the last whole line is what a crash has torn
    byte[] now = Files.readAllBytes(file);
    int whole = lastLineEnd(data);
    assertThat(Arrays.copyOf(now, whole)).isEqualTo(Arrays.copyOf(data, whole));
  }

  private static int lastLineEnd(byte[] data) {
    int end = data.length;
    while (end > 0 && data[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private static List<String> lastWords(byte[] data) {
    String text = new String(data, 0, lastLineEnd(data), StandardCharsets.ISO_8859_1);
    List<String> lines = text.lines().toList();
    return List.of(lines.get(lines.size() - 1).split(" "));
  }
}

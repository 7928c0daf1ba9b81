package icloudmail.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import icloudmail.model.MailException;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.FuzzedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.helpers.NOPLogger;

/** What is noted is found again, whatever stands beside it in the files that only grow. */
@Timeout(20)
class SentLogFuzzTest {
  private static final Clock CLOCK = Clock.fixed(CliRun.NOW, ZoneOffset.UTC);

  @TempDir static Path state;

  @FuzzTest
  void anyFile(byte[] data) throws IOException, MailException {
    PrivateFiles.createDirectories(state.resolve("sent"));
    Path day = state.resolve("sent").resolve("2026-11-23");
    Files.write(day, data);
    SentLog log = new SentLog(state, CLOCK);
    String id = "<" + FuzzedText.of(data).replaceAll("[\\p{Cs}\0]", "") + ">";
    int before = log.today("jo@icloud.com").messages();
    log.sent("jo@icloud.com", "k");
    log.record("jo@icloud.com", id, 2, "once, 100 %");
    assertThat(log.today("jo@icloud.com").messages()).isEqualTo(before + 1);
    assertThat(log.sent("jo@icloud.com", "once, 100 %").orElseThrow().messageId()).isNotEmpty();

    Files.write(state.resolve("logins"), data);
    RememberedLogins logins = new RememberedLogins(state, NOPLogger.NOP_LOGGER);
    logins.form("jo@icloud.com");
    logins.remember("jo@icloud.com", "jo");
    assertThat(logins.form("jo@icloud.com")).contains("jo");
    RememberedFolders folders = new RememberedFolders(state, NOPLogger.NOP_LOGGER);
    folders.remember("jo", List.of(FuzzedText.of(data), "INBOX"));
    assertThat(Files.readAllLines(state.resolve("folders").resolve("jo"))).contains("INBOX");
  }
}

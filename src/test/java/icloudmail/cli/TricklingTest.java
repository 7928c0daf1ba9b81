package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.LiveRun;
import icloudmail.testkit.TestCertificate;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Servers whose every octet comes in time, and whose answer never ends; and such as take nothing
 * any more. {@code --timeout} ends both.
 */
class TricklingTest {
  private static final long MILLIS = 100;
  private static final String PATIENCE = "1s";
  private static final String MESSAGE = "From: ada@example.com\nSubject: one\n\ntext\n";

  @TempDir Path directory;

  private final List<ICloud> clouds = new ArrayList<>();

  private static LiveRun start(CliRun.Setting setting, String line) {
    return setting.withStdin("precious\n").start((line + " --timeout " + PATIENCE).split(" ", -1));
  }

  /** All at once, since each takes ten times its time-out. */
  @Test
  void anAnswerThatNeverEnds() {
    List<Trickled> all =
        List.of(
            new Trickled("list", "CONNECT", 75),
            new Trickled("list", "AUTHENTICATE", 75),
            new Trickled("list", "EXAMINE", 75),
            new Trickled("list subject:one", "UID SEARCH", 75),
            new Trickled("fetch 2272", "UID FETCH", 75),
            new Trickled("send -s Hi bob@example.com", "EHLO", 75),
            new Trickled("send -s Hi bob@example.com", "MAIL", 75),
            new Trickled("send -s Hi bob@example.com", ".", 76));
    List<LiveRun> runs = new ArrayList<>();
    for (Trickled each : all) {
      runs.add(start(cloud(each).setting(directory.resolve("" + runs.size())), each.line()));
    }

    for (int i = 0; i < all.size(); i++) {
      LiveRun run = runs.get(i);
      assertThat(run.exitCode()).as(all.get(i) + run.err()).isEqualTo(all.get(i).code());
      assertThat(run.err()).containsPattern("in time|nobody knows whether localhost took it");
    }
  }

  private record Trickled(String line, String command, int code) {}

  private ICloud cloud(Trickled trickled) {
    ICloud cloud = cloud();
    cloud.mailboxes().deliver("INBOX", MESSAGE.getBytes(StandardCharsets.UTF_8), CliRun.NOW);
    cloud.faults().on(trickled.command()).always().trickle(MILLIS);
    return cloud;
  }

  private ICloud cloud() {
    ICloud cloud = new ICloud();
    clouds.add(cloud);
    return cloud;
  }

  @AfterEach
  void close() {
    clouds.forEach(ICloud::close);
  }

  @ParameterizedTest
  @CsvSource({"list", "send -s Hi bob@example.com"})
  void aGreetingThatNeverEnds(String line) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      // the head of a record of TLS, or no greeting of SMTP
      byte[] head = {0x16, 3, 3, 0x40, 0};
      Thread serving = new Thread(() -> trickle(server, head), "trickling");
      serving.setDaemon(true);
      serving.start();
      int port = server.getLocalPort();

      LiveRun run =
          start(CliRun.Setting.against(port, port, TestCertificate.valid(), directory), line);

      assertThat(run.exitCode()).as(run.err()).isEqualTo(75);
      assertThat(run.err()).contains("in time");
    }
  }

  private static void trickle(ServerSocket server, byte[] head) {
    while (!server.isClosed()) {
      trickleOnce(server, head);
    }
  }

  private static void trickleOnce(ServerSocket server, byte[] head) {
    try (Socket socket = server.accept()) {
      OutputStream out = socket.getOutputStream();
      out.write(head);
      while (true) {
        out.write('2');
        LockSupport.parkNanos(MILLIS * 1_000_000);
      }
    } catch (IOException e) {
      // the client has gone
      return;
    }
  }

  private Path large() throws IOException {
    Path file = directory.resolve("large.bin");
    try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
      made.setLength(18 << 20);
    }
    return file;
  }

  @Test
  void aDraftThatNobodyTakes() throws IOException {
    ICloud cloud = cloud();
    cloud.faults().on("CONTINUE").always().deaf();

    LiveRun run = start(cloud.setting(directory), "send --draft -A " + large() + " a@b.example");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(75);
    assertThat(run.err()).contains("in time");
  }

  @Test
  void aCopyThatNobodyTakes() throws IOException {
    ICloud cloud = cloud();
    cloud.faults().on("CONTINUE").always().deaf();

    // the double takes its time to take in so much
    LiveRun run =
        cloud
            .setting(directory)
            .start(
                "send", "-m", "x", "-A", large().toString(), "bob@example.com", "--timeout", "9s");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("warning: ", "copy");
    assertThat(cloud.smtp().submissions()).hasSize(1);
  }

  @Test
  void aMessageThatNobodyTakes() throws IOException {
    ICloud cloud = cloud();
    cloud.faults().on("MIDWAY").always().deaf();

    LiveRun run = start(cloud.setting(directory), "send -A " + large() + " bob@example.com");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(75);
    assertThat(run.err()).contains("in time").doesNotContain("cannot reach");
  }
}

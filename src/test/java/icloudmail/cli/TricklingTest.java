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
  void anAnswerThatNeverEnds() throws IOException {
    try (ServerSocket imap = trickling();
        ServerSocket smtp = trickling()) {
      List<Trickled> all =
          List.of(
              against(imap, "list"),
              against(smtp, "send -s Hi bob@example.com"),
              against("CONNECT", "list", 75),
              against("AUTHENTICATE", "list", 75),
              against("EXAMINE", "list", 75),
              against("UID SEARCH", "list subject:one", 75),
              against("UID FETCH", "fetch 2272", 75),
              against("EHLO", "send -s Hi bob@example.com", 75),
              against("MAIL", "send -s Hi bob@example.com", 75),
              against(".", "send -s Hi bob@example.com", 76));

      for (Trickled each : all) {
        LiveRun run = each.run();
        assertThat(run.exitCode()).as(each.what() + run.err()).isEqualTo(each.code());
        assertThat(run.err()).containsPattern("in time|nobody knows whether localhost took it");
      }
    }
  }

  private record Trickled(String what, LiveRun run, int code) {}

  /** A server that comes no further than its greeting, or TLS. */
  private Trickled against(ServerSocket server, String line) {
    int port = server.getLocalPort();
    CliRun.Setting setting =
        CliRun.Setting.against(port, port, TestCertificate.valid(), state("port " + port));
    return new Trickled("greeting of " + line, start(setting, line), 75);
  }

  private Trickled against(String command, String line, int code) {
    ICloud cloud = cloud();
    cloud.mailboxes().deliver("INBOX", MESSAGE.getBytes(StandardCharsets.UTF_8), CliRun.NOW);
    cloud.faults().on(command).always().trickle(MILLIS);
    return new Trickled(command, start(cloud.setting(state(command)), line), code);
  }

  private Path state(String name) {
    return directory.resolve(name.replace(".", "dot"));
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

  private static ServerSocket trickling() throws IOException {
    ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    // the head of a record of TLS, or no greeting of SMTP
    byte[] head = {0x16, 3, 3, 0x40, 0};
    Thread serving = new Thread(() -> trickle(server, head), "trickling");
    serving.setDaemon(true);
    serving.start();
    return server;
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

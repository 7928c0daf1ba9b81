package icloudmail.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.MailServers;
import icloudmail.testkit.Mails;
import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.icloud.ICloud;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged program while it watches: signals, commands, the desktop. */
class WatchProgramIT {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();
  private @Nullable String servers;

  @AfterEach
  void close() {
    icloud.close();
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(icloud.setting(directory).environment());
    environment.put("HOME", directory.toString());
    environment.put("PATH", directory.resolve("bin") + ":/usr/bin:/bin");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    if (servers != null) {
      environment.put("ICLOUD_MAIL_LOCAL_SERVERS", servers);
    }
    return environment;
  }

  private void deliver(String subject) {
    icloud
        .mailboxes()
        .deliver("INBOX", Mails.plain("Ada <ada@example.com>", subject, "x").getBytes(UTF_8));
  }

  private static List<String> words(String... arguments) {
    List<String> words = new ArrayList<>(List.of(ProgramRun.launcher().toString(), "check"));
    words.addAll(List.of(arguments));
    return words;
  }

  private ProgramRun check(String... arguments) {
    return ProgramRun.of(directory, environment(), "", words(arguments).toArray(String[]::new));
  }

  /** A watch that has looked once. */
  private Process watch(String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words(arguments)).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment());
    builder.redirectError(directory.resolve("err").toFile());
    return builder.start();
  }

  private static BufferedReader lines(Process process) {
    return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void aSignalEndsAWatchWithinASecondAndItTakesLeave(String signal, int code) throws Exception {
    long second = TimeUnit.SECONDS.toNanos(1);
    long least = Long.MAX_VALUE;
    // a busy machine only ever adds to the time that it takes
    for (int run = 0; run < 3 && least > second; run++) {
      least = Math.min(least, nanosUntilTheEnd(signal, code));
    }
    assertThat(least).isLessThanOrEqualTo(second);
    assertThat(check("--new=job").exitCode()).isEqualTo(1);
  }

  /** How long a watch that idles takes from the signal to its end. */
  private long nanosUntilTheEnd(String signal, int code) throws Exception {
    Process watch = watch("--watch", "--new=job", "--jsonl");
    BufferedReader lines = lines(watch);
    assertThat(lines.readLine()).contains("heartbeat");
    deliver("one");
    assertThat(lines.readLine()).contains("\"subject\":\"one\"");
    assertThat(lines.readLine()).contains("heartbeat");

    // the server is asked to tell that the watch idles again
    deliver("two");
    assertThat(lines.readLine()).contains("\"subject\":\"two\"");
    assertThat(lines.readLine()).contains("heartbeat");
    ProgramRun.shell(directory, environment(), "", "kill -" + signal + " " + watch.pid());
    long begun = System.nanoTime();

    assertThat(watch.waitFor(20, TimeUnit.SECONDS)).isTrue();
    long taken = System.nanoTime() - begun;
    assertThat(watch.exitValue()).isEqualTo(code);
    icloud.imap().awaitLogout();
    return taken;
  }

  @Test
  void aCommandThatASignalInterruptsIsRunAgainNextTime() throws Exception {
    check("--new=job");
    deliver("one");
    Process watch =
        watch("--watch", "--new=job", "--exec", "/bin/sh", "-c", "echo begun; exec sleep 1000");
    assertThat(lines(watch).readLine()).isEqualTo("begun");

    watch.destroy();

    assertThat(watch.waitFor(2, TimeUnit.SECONDS)).isTrue();
    ProgramRun next = check("--new=job", "--exec", "sh", "-c", "echo \"$ICLOUD_MAIL_SUBJECT\"");
    assertThat(next.exitCode()).as(next.toString()).isIn(0, 1);
    assertThat(Files.readString(directory.resolve("icloud-mail/jobs/job"))).contains("job 1");
    if (next.exitCode() == 1) {
      // it was noted as failed, and waits for its pause
      assertThat(check("--jobs").out()).contains("\t1\t");
    } else {
      assertThat(next.out()).isEqualTo("one\n");
    }
  }

  private static void endsWithinASecond(Process watch) throws Exception {
    watch.destroy();
    assertThat(watch.waitFor(1, TimeUnit.SECONDS)).isTrue();
    assertThat(watch.exitValue()).isEqualTo(143);
  }

  @Test
  void aSignalEndsItWithinASecondWhereItsServerSaysNothing() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      servers =
          icloud
              .setting(directory)
              .environment()
              .get("ICLOUD_MAIL_LOCAL_SERVERS")
              .replaceFirst("imap=\\d+", "imap=" + silent.getLocalPort());
      Process watch = watch("--watch");
      try (Socket connected = silent.accept()) {
        assertThat(connected.isConnected()).isTrue();
        endsWithinASecond(watch);
      }
    }
  }

  @Test
  void aSignalEndsItWithinASecondWhileItPauses() throws Exception {
    icloud.faults().on("CONNECT").always().close();
    Process watch = watch("--watch", "--jsonl");
    BufferedReader lines = lines(watch);
    for (int i = 0; i < 3; i++) {
      assertThat(lines.readLine()).contains("reconnect");
    }

    endsWithinASecond(watch);
  }

  @Test
  void aSignalEndsItWithinASecondWhileItLooks() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    icloud.faults().on("UID SEARCH").always().stall();
    icloud.imap().before("UID SEARCH", 1, asked::countDown);
    Process watch = watch("--watch");
    assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();

    endsWithinASecond(watch);
  }

  @Test
  void aCommandThatHeedsNoSignalIsEndedWithItsWatch() throws Exception {
    check("--new=job");
    deliver("one");
    Process watch =
        watch(
            "--watch",
            "--new=job",
            "--exec",
            "/bin/sh",
            "-c",
            "trap '' TERM INT; echo $$; while :; do sleep 1000; done");
    long command = Long.parseLong(lines(watch).readLine());

    endsWithinASecond(watch);

    assertThat(ProcessHandle.of(command).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void aReaderThatLeavesEndsAWatchAlsoWhereNoMessageComes() throws Exception {
    String watch = String.join(" ", words("--watch", "--jsonl", "from:nobody"));
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", "-c", "{ " + watch + "; echo $? >code; } | head -n 1")
            .directory(directory.toFile())
            .redirectError(directory.resolve("err").toFile());
    builder.environment().clear();
    builder.environment().putAll(environment());
    Process shell = builder.start();
    assertThat(lines(shell).readLine()).contains("heartbeat");

    for (int i = 0; i < 20 && !shell.waitFor(1, TimeUnit.SECONDS); i++) {
      deliver("of no interest");
    }

    shell.destroy();
    assertThat(directory.resolve("code")).hasContent("141\n");
  }

  @Test
  void aCommandFindsNoPasswordAndItsOutputPassesThrough() {
    deliver("one");

    ProgramRun run =
        check(
            "--exec",
            "/bin/sh",
            "-c",
            "env; tr '\\0' ' ' < /proc/$$/cmdline; tr '\\0' ' ' < /proc/$PPID/cmdline; echo seen >&2");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out())
        .contains("ICLOUD_MAIL_SUBJECT=one\n", "ICLOUD_MAIL_REF=INBOX/1451405933/2272\n")
        .contains("ICLOUD_MAIL_LOGIN=" + MailServers.LOGIN)
        .doesNotContain(MailServers.PASSWORD);
    assertThat(run.err()).isEqualTo("seen\n");
  }

  @Test
  void theDesktopIsToldInArgumentsAndWithoutMarkup() throws IOException {
    Path program = Files.createDirectories(directory.resolve("bin")).resolve("notify-send");
    Files.writeString(
        program, "#!/bin/sh\nfor word; do printf '%s\\n' \"$word\"; done > \"$HOME/told\"\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    deliver("$(touch x) <b>bold</b> --help");

    ProgramRun run = check("--notify");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).contains("$(touch x)");
    assertThat(run.err()).isEmpty();
    assertThat(Files.readAllLines(directory.resolve("told")))
        .containsExactly(
            "--app-name=icloud-mail", "--", "Ada", "$(touch x) &lt;b&gt;bold&lt;/b&gt; --help");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).noneMatch(file -> file.endsWith("x"));
    }
  }

  @Test
  void aDesktopThatIsNotThereIsAWarning() {
    deliver("one");
    deliver("two");
    Map<String, String> environment = environment();
    environment.put("PATH", directory.resolve("nothing").toString());

    ProgramRun run =
        ProgramRun.of(
            directory,
            environment,
            "",
            "/bin/sh",
            "-c",
            "PATH=/usr/bin:/bin; export PATH; exec \"$@\"",
            "sh",
            ProgramRun.launcher().toString(),
            "check",
            "--notify");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).hasLineCount(2);
    if (!Files.exists(Path.of("/usr/bin/notify-send"))) {
      assertThat(run.err()).containsOnlyOnce("cannot notify: notify-send cannot be run");
    }
  }

  @Test
  void aReaderThatLeavesEndsAWatchQuietly() {
    String line =
        "{ "
            + String.join(" ", words("--watch", "--jsonl", "in:inbox", "--new=job", "--from-start"))
            + "; echo $? >code; } | head -n 1; cat code";
    for (int i = 0; i < 50; i++) {
      deliver("message " + i);
    }

    ProgramRun run = ProgramRun.shell(directory, environment(), "", line);

    assertThat(run.out()).contains("\"event\":\"message\"").endsWith("\n141\n");
    assertThat(run.err()).isEmpty();
    // what nobody has read is told again
    assertThat(check("--new=job", "in:inbox").out()).contains("message 49");
  }
}

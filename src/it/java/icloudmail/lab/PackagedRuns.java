package icloudmail.lab;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.TestCertificate;
import icloudmail.testkit.icloud.ICloud;
import icloudmail.testkit.icloud.SmtpDouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs of the packaged program in a home of their own against servers in this process, one of which
 * lets something happen at the moment in which it has taken a message.
 */
final class PackagedRuns implements AutoCloseable {
  private static final String HEAD =
      "From: eve@example.com\nTo: jo@icloud.com\nDate: Sun, 22 Nov 2026 10:00:00 +0000\n";

  /** Root without what makes it one: to whom permissions mean what they say. */
  static final List<String> ORDINARY = List.of("setpriv", "--bounding-set=-all");

  private final Path home;
  private final TestCertificate certificate = TestCertificate.valid();
  private final ICloud icloud = new ICloud();
  private final SmtpDouble smtp;
  private volatile Runnable whenTaken = () -> {};

  PackagedRuns(Path home) {
    this.home = home;
    smtp =
        new SmtpDouble(
            certificate,
            icloud.faults(),
            (folder, message) -> {
              if (folder.equals("INBOX")) {
                icloud.mailboxes().deliver(folder, message);
              }
              whenTaken.run();
            });
    smtp.settings().filesSentCopy(true);
  }

  ICloud icloud() {
    return icloud;
  }

  SmtpDouble smtp() {
    return smtp;
  }

  /** What happens between the final dot of a message and the answer to it. */
  void whenTaken(Runnable happening) {
    whenTaken = happening;
  }

  /** Puts a message into the inbox. */
  void deliver(String subject) {
    String id = "Message-ID: <" + subject + "@example.com>\n";
    icloud.deliver(HEAD + id + "Subject: " + subject + "\n\ntext of " + subject + "\n");
  }

  /** How often a text stands in what the server has taken. */
  long taken(String text) {
    return smtp.submissions().stream().filter(each -> each.data().contains(text)).count();
  }

  /** What the program needs to know, a home in {@code home} and no state anywhere else. */
  Map<String, String> environment() {
    Map<String, String> environment =
        new HashMap<>(
            CliRun.Setting.against(icloud.imap().port(), smtp.port(), certificate, home)
                .environment());
    environment.remove("XDG_STATE_HOME");
    environment.remove("XDG_CONFIG_HOME");
    environment.put("HOME", home.toString());
    environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    return environment;
  }

  /** The same, with nobody there who takes messages. */
  Map<String, String> offline() {
    Map<String, String> environment = environment();
    environment.computeIfPresent(
        "ICLOUD_MAIL_LOCAL_SERVERS",
        (name, servers) -> servers.replaceFirst("smtp=\\d+", "smtp=1"));
    return environment;
  }

  ProgramRun run(String... arguments) {
    return run(environment(), List.of(), arguments);
  }

  /**
   * Runs it in {@code home}.
   *
   * @param by words to be put in front, of a program that starts it
   */
  ProgramRun run(Map<String, String> environment, List<String> by, String... arguments) {
    List<String> command = new ArrayList<>(by);
    command.add(ProgramRun.launcher().toString());
    command.addAll(List.of(arguments));
    return ProgramRun.of(home, environment, "", command.toArray(String[]::new));
  }

  /** The outbox of {@code home}. */
  Path outbox() {
    return state().resolve("outbox");
  }

  /** The state directory of {@code home}. */
  Path state() {
    return home.resolve(".local/state/icloud-mail");
  }

  /** What is in a directory, hidden or not; nothing where there is none. */
  static List<String> names(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A line of shell, run by root. */
  void shell(String line) {
    ProgramRun run = attempted(line);
    if (run.exitCode() != 0) {
      throw new IllegalStateException(line + ": " + run);
    }
  }

  ProgramRun attempted(String line) {
    return ProgramRun.shell(home, Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"), "", line);
  }

  @Override
  public void close() {
    smtp.close();
    icloud.close();
  }
}

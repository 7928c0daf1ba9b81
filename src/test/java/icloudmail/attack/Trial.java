package icloudmail.attack;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.MailServers;
import icloudmail.testkit.icloud.ICloud;
import icloudmail.testkit.icloud.SmtpDouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stage of one command line: an account with some mail, and what a run has done to all. */
final class Trial implements AutoCloseable {
  private static final String PLAIN =
      "From: Ada <ada@example.com>\nTo: jo@icloud.com\nSubject: %s\nMessage-ID: <%s@example.com>\n"
          + "Date: Sun, 22 Nov 2026 10:00:00 +0000\n\ntext of %s\n";

  /** A machine may be busy. */
  private static final String PATIENCE = "10s";

  private static final String WITH_FILE =
      "From: Ada <ada@example.com>\nTo: jo@icloud.com\nSubject: three\n"
          + "Message-ID: <three@example.com>\nMIME-Version: 1.0\n"
          + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nattached text\n"
          + "--b\nContent-Type: text/csv\nContent-Disposition: attachment; filename=a.csv\n\n1,2\n"
          + "--b--\n";

  private final Attacked attacked;
  private final Path directory;
  private final ICloud cloud = new ICloud();

  Trial(Attacked attacked, Path directory) {
    this.attacked = attacked;
    this.directory = directory;
    for (String name : List.of("one", "two")) {
      deliver("INBOX", PLAIN.formatted(name, name, name));
    }
    deliver("INBOX", WITH_FILE);
    deliver("Archive", PLAIN.formatted("old", "old", "old"));
    if (attacked.line().startsWith("check --new")) {
      startJob();
    }
    if (attacked.line().startsWith("outbox")) {
      cloud.faults().on("MAIL").no("4.3.0 Later");
      command("send", "--queue", "-m", "precious", "-s", "Hi", "bob@example.com");
    }
    cloud.faults().clear();
  }

  /** A job tells nothing at its first run; so all that there is comes after it. */
  private void startJob() {
    for (long uid : cloud.mailboxes().uids("INBOX")) {
      cloud.mailboxes().expunge("INBOX", uid);
    }
    command(attacked.words("", PATIENCE));
    deliver("INBOX", PLAIN.formatted("one", "one", "one"));
    deliver("INBOX", WITH_FILE);
  }

  private void deliver(String folder, String message) {
    byte[] octets = message.getBytes(StandardCharsets.UTF_8);
    cloud.mailboxes().deliver(folder, octets, CliRun.NOW);
  }

  ICloud cloud() {
    return cloud;
  }

  /** Runs the command line that is attacked. */
  CliRun run() {
    return run(PATIENCE);
  }

  /** The same, for which silence is part of the attack. */
  CliRun runWithoutPatience() {
    return run("1s");
  }

  private CliRun run(String timeout) {
    return setting().withStdin(attacked.stdin()).run(attacked.words(output().toString(), timeout));
  }

  /** The same some hours later, when what was put off is due. */
  CliRun runLater() {
    Clock later = Clock.fixed(CliRun.NOW.plus(Duration.ofHours(3)), ZoneOffset.UTC);
    return setting().with(later).run(attacked.words(output().toString(), PATIENCE));
  }

  CliRun command(String... words) {
    return setting().run(words);
  }

  private CliRun.Setting setting() {
    CliRun.Setting setting =
        cloud.setting(directory.resolve("state")).with("TMPDIR", directory.toString());
    return attacked.effect() == Attacked.Effect.SETS_UP
        ? setting.without("ICLOUD_MAIL_LOGIN").without("ICLOUD_MAIL_PASSWORD")
        : setting;
  }

  private Path output() {
    return directory.resolve("out");
  }

  /** What a run has said, without what is another each time. */
  String said(CliRun run) {
    return run.out()
        .replace(directory.toString(), "DIRECTORY")
        .replaceAll("<[^<>]*@[^<>]*>", "<ID>")
        .replaceAll("\\d+ (ms|s)\\b", "TIME")
        .replaceAll("localhost:\\d+|port \\d+", "PORT");
  }

  /** Each message of each folder with its flags, and each recipient that was served. */
  List<String> world() {
    List<String> all = new ArrayList<>(served());
    for (String folder : cloud.mailboxes().folders()) {
      List<Long> uids = cloud.mailboxes().uids(folder);
      List<String> messages = cloud.messages(folder);
      for (int i = 0; i < messages.size(); i++) {
        all.add(
            folder
                + " "
                + subject(messages.get(i))
                + " "
                + new TreeSet<>(cloud.mailboxes().flags(folder, uids.get(i))));
      }
    }
    all.sort(null);
    return all;
  }

  /** The subjects of all messages, in whatever folder. */
  List<String> messages() {
    return cloud.mailboxes().folders().stream()
        .flatMap(folder -> cloud.messages(folder).stream())
        .map(Trial::subject)
        .sorted()
        .toList();
  }

  List<String> served() {
    return cloud.smtp().submissions().stream()
        .map(SmtpDouble.Submission::recipients)
        .flatMap(List::stream)
        .sorted()
        .toList();
  }

  private static String subject(String message) {
    return message
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("subject:"))
        .findFirst()
        .orElse("without subject");
  }

  /**
   * The files below the output directory, with their contents. In an mbox the messages may stand in
   * any order.
   */
  List<String> output(boolean contents) {
    return files(output()).stream()
        .map(file -> output().relativize(file) + (contents ? "\n" + content(file) : ""))
        .toList();
  }

  private static String content(Path file) {
    String name = file.getFileName().toString();
    String text = name.endsWith(".mbox.icloud-mail") ? "" : read(file);
    return name.endsWith(".mbox") ? text.lines().sorted().collect(Collectors.joining("\n")) : text;
  }

  /** Files that only an unfinished piece of work has. */
  List<Path> unfinished() {
    return files(directory).stream()
        .filter(
            file ->
                file.toString().endsWith(".part")
                    || file.getParent().endsWith("tmp")
                    || file.getFileName().toString().startsWith("icloud-mail-"))
        .toList();
  }

  boolean isSetUp() {
    return Files.exists(directory.resolve("state/config/icloud-mail/config.toml"));
  }

  /** Whether a file of the run holds the password; only that which setup has made for it may. */
  List<Path> betraying() {
    return files(directory).stream()
        .filter(file -> !file.endsWith("state/config/icloud-mail/jo.password"))
        .filter(file -> read(file).contains(MailServers.PASSWORD))
        .toList();
  }

  private static List<Path> files(Path below) {
    if (!Files.exists(below)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(below)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    cloud.close();
  }
}

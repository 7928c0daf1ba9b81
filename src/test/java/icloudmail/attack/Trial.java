package icloudmail.attack;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.InNoTime;
import icloudmail.testkit.icloud.ICloud;
import icloudmail.testkit.icloud.SmtpDouble;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;

/** The stage of one command line: an account with some mail, and what a run has done to all. */
final class Trial implements AutoCloseable {
  private static final String PLAIN =
      "From: Ada <ada@example.com>\nTo: jo@icloud.com\nSubject: %s\nMessage-ID: <%s@example.com>\n"
          + "Date: Sun, 22 Nov 2026 10:00:00 +0000\n\ntext of %s\n";

  /** A machine may be busy. */
  private static final String PATIENCE = "10s";

  /** So many messages come in the sight of a watch, which lasts so long at most. */
  private static final int MOST_TOLD = 3;

  private static final Duration WATCHED = Duration.ofSeconds(5);

  private static final String WITH_FILE =
      "From: Ada <ada@example.com>\nTo: jo@icloud.com\nSubject: three\n"
          + "Message-ID: <three@example.com>\nMIME-Version: 1.0\n"
          + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nattached text\n"
          + "--b\nContent-Type: text/csv\nContent-Disposition: attachment; filename=a.csv\n\n1,2\n"
          + "--b--\n";

  private final Attacked attacked;
  private final Path directory;
  private final LeftFiles files;
  private final AtomicBoolean awaitedCame = new AtomicBoolean();
  private final ICloud cloud = new ICloud();

  Trial(Attacked attacked, Path directory) {
    this.attacked = attacked;
    this.directory = directory;
    this.files = new LeftFiles(directory);
    for (String name : List.of("one", "two")) {
      deliver("INBOX", PLAIN.formatted(name, name, name));
    }
    deliver("INBOX", WITH_FILE);
    deliver("Archive", PLAIN.formatted("old", "old", "old"));
    if (attacked.isOfJob()) {
      startJob();
    }
    if (attacked.line().startsWith("outbox")) {
      fillOutbox();
    }
    if (attacked.line().contains("--verify")) {
      backUp();
    }
    cloud.faults().clear();
  }

  private void fillOutbox() {
    if (attacked.line().endsWith("FAILED")) {
      cloud.faults().on("MAIL").bad("5.7.1 No");
    } else if (attacked.line().endsWith("UNKNOWN")) {
      cloud.faults().on(".").close();
    } else {
      cloud.faults().on("MAIL").no("4.3.0 Later");
    }
    command("send", "--queue", "-m", "precious", "-s", "Hi", "bob@example.com");
  }

  /** What {@code --new --verify} is to mend is damaged then. */
  private void backUp() {
    String line = attacked.line().replace(" --new", "").replace("--verify", "--new");
    command(new Attacked(attacked.effect(), line, "").words(files.output().toString(), PATIENCE));
    if (attacked.line().contains("--new")) {
      files.damage("text of one", "text of odd");
    }
  }

  /** A job tells nothing at its first run; so all that there is comes after it. */
  private void startJob() {
    for (long uid : cloud.mailboxes().uids("INBOX")) {
      cloud.mailboxes().expunge("INBOX", uid);
    }
    files.createOutput();
    command(attacked.once().words(files.output().toString(), PATIENCE));
    if (!attacked.waits() || attacked.goesOn()) {
      deliver("INBOX", PLAIN.formatted("one", "one", "one"));
      deliver("INBOX", WITH_FILE);
    }
    if (attacked.waits()) {
      cloud.imap().before("IDLE", 1, this::deliverAwaited);
    }
  }

  /** The message that a command line waits for comes, unless it came before. */
  void deliverAwaited() {
    if (attacked.waits() && !awaitedCame.getAndSet(true)) {
      deliver("INBOX", PLAIN.formatted("two", "two", "two"));
    }
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
    CliRun.Setting setting = setting().withStdin(attacked.stdin());
    String[] words = words(attacked, timeout);
    if (attacked.isSendmail()) {
      return setting.sendmail(Arrays.copyOfRange(words, 1, words.length));
    }
    return attacked.goesOn()
        ? setting.start(InNoTime.almost(), words).ended(MOST_TOLD, WATCHED)
        : setting.with(InNoTime.almost()).run(words);
  }

  private String[] words(Attacked line, String timeout) {
    String[] words = line.words(files.output().toString(), timeout);
    if (words[words.length - 1].matches("FAILED|UNKNOWN")) {
      words[words.length - 1] = command("outbox").out().split("\t", 2)[0];
    }
    return words;
  }

  /** The same some hours later, when what was put off is due; it does not wait. */
  CliRun runLater() {
    Clock later = Clock.fixed(CliRun.NOW.plus(Duration.ofHours(3)), ZoneOffset.UTC);
    return setting().with(later).run(words(attacked.once(), PATIENCE));
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

  /** The files that it leaves. */
  LeftFiles files() {
    return files;
  }

  @Override
  public void close() {
    cloud.close();
  }
}

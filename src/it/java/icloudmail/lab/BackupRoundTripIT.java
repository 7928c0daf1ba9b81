package icloudmail.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each message of Dovecot's, of every kind and several seeds, is kept byte for byte. */
class BackupRoundTripIT {
  private static final int MESSAGES = 120;
  private static final List<String> USERS = List.of("alice", "bob", "bench");

  /** In each mailbox one has no octet at all, which is never passed off as a message. */
  private static final int EMPTY = 1;

  private static final Pattern SEPARATOR =
      Pattern.compile("(?m)^From \\S+ \\w{3} \\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}\\n");

  @TempDir static Path home;

  private static Lab lab;

  @BeforeAll
  static void up() {
    lab = Lab.up(home);
    for (int seed = 0; seed < USERS.size(); seed++) {
      lab.script(
          "lab-seed",
          "--user",
          USERS.get(seed),
          "--seed",
          Integer.toString(seed + 1),
          Integer.toString(MESSAGES));
    }
  }

  @AfterAll
  static void down() {
    lab.close();
  }

  private static ProgramRun kept(String user, String format, String place) {
    Map<String, String> environment = new HashMap<>(lab.environment());
    environment.put("ICLOUD_MAIL_LOGIN", user + "@icloud.com");
    ProgramRun run =
        lab.mail(environment, "fetch", "in:inbox", "--as", format, "--new", "-o", place);
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(run.err()).contains("hands out an empty message");
    return run;
  }

  private static Path inbox(String user) {
    return lab.directory().resolve("mail").resolve(user).resolve("inbox");
  }

  @ParameterizedTest
  @CsvSource({
    "alice, maildir",
    "bob, maildir",
    "bench, maildir",
    "alice, eml",
    "bob, eml",
    "bench, eml"
  })
  void everyMessageIsAFile(String user, String format) throws IOException {
    Path place = home.resolve(user + "-" + format);
    kept(user, format, place.toString());

    Map<String, Integer> stored = contents(inbox(user));
    assertThat(stored.remove("")).isEqualTo(EMPTY);
    assertThat(contents(place)).isEqualTo(stored).hasSizeGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice", "bob", "bench"})
  void everyMessageIsInTheMbox(String user) throws IOException {
    Path place = home.resolve(user + "-mbox");
    kept(user, "mbox", place.toString());

    Map<String, Integer> stored = contents(inbox(user));
    stored.remove("");
    String mbox = Files.readString(place.resolve("INBOX.mbox"), ISO_8859_1);
    Map<String, Integer> read = new TreeMap<>();
    for (String message : SEPARATOR.split(mbox, -1)) {
      if (!message.isEmpty()) {
        // mboxrd: one > less, and a blank line behind each
        String text = message.replaceAll("(?m)^>(>*From )", "$1").replace("\r\n", "\n");
        assertThat(text).endsWith("\n\n");
        read.merge(text.stripTrailing(), 1, Integer::sum);
      }
    }
    Map<String, Integer> stripped = new TreeMap<>();
    stored.forEach((text, times) -> stripped.merge(text.stripTrailing(), times, Integer::sum));
    assertThat(read).isEqualTo(stripped);
  }

  @Test
  void theWholeAccountIsKeptFolderByFolder() throws IOException {
    lab.script("lab-seed", "--user", "sink", "--clean", "5");
    lab.script("lab-seed", "--user", "sink", "--folder", "Archive", "--clean", "7");
    Map<String, String> environment = new HashMap<>(lab.environment());
    environment.put("ICLOUD_MAIL_LOGIN", "sink@icloud.com");

    ProgramRun run =
        lab.mail(environment, "fetch", "in:any", "--as", "maildir", "--new", "-o", "sink");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(contents(home.resolve("sink/cur"))).isEqualTo(contents(inbox("sink")));
    assertThat(contents(home.resolve("sink/.Archive")))
        .isEqualTo(contents(lab.directory().resolve("mail/sink/folders/Archive")))
        .isNotEmpty();
  }

  /**
   * How often each text stands in the messages below a directory, line ends aside. No literal may
   * hold NUL (RFC 3501 section 4.3.1): Dovecot hands out 0x80 in its place.
   */
  private static Map<String, Integer> contents(Path directory) throws IOException {
    Map<String, Integer> result = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(BackupRoundTripIT::isMessage).toList()) {
        String text =
            Files.readString(file, ISO_8859_1).replace("\r\n", "\n").replace('\0', '\u0080');
        result.merge(text, 1, Integer::sum);
      }
    }
    return result;
  }

  private static boolean isMessage(Path file) {
    Path parent = file.getParent();
    return Files.isRegularFile(file)
        && (parent.endsWith("cur") || parent.endsWith("new") || file.toString().endsWith(".eml"));
  }
}

package icloudmail.lab;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.ProgramRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program against real servers: what goes in comes out. */
class MainJobIT {
  private static final String TEXT =
      "Zeile eins: Grüße aus Köln, 会議は十時です。🎉\n\n.ein Punkt am Anfang\nFrom here on: "
          + "lang ".repeat(300)
          + "\nПривет\n";

  @TempDir static Path home;

  private static Lab lab;

  @BeforeAll
  static void up() {
    lab = Lab.up(home);
  }

  @AfterAll
  static void down() {
    lab.close();
  }

  @Test
  void aLargeMessageInManyScriptsComesBackByteForByte() throws IOException {
    byte[] bytes = new byte[5_000_000];
    new Random(1).nextBytes(bytes);
    Files.write(home.resolve("Übersicht 図.bin"), bytes);
    Files.writeString(home.resolve("text"), TEXT);
    Path config = Files.createDirectories(home.resolve("conf")).resolve("config.toml");
    Files.writeString(
        config,
        "[accounts.alice]\nlogin = \"alice@icloud.com\"\nfrom = [\"Älice Löwe <alice@icloud.com>\"]\n");

    ProgramRun sent =
        lab.mail(
            "send",
            "--config",
            config.toString(),
            "-s",
            "Größe ✓ 会議",
            "-f",
            "text",
            "-A",
            "Übersicht 図.bin",
            "alice@icloud.com");
    assertThat(sent.exitCode()).as(sent.toString()).isZero();
    assertThat(sent.err()).isEmpty();
    String messageId = sent.out().split("\t", -1)[0];
    awaited(messageId);

    ProgramRun listed =
        ProgramRun.shell(
            home,
            lab.environment(),
            "",
            ProgramRun.launcher()
                + " list from:löwe subject:größe --json | jq -r '.[] | .subject, .from[0].name'");
    assertThat(listed.out()).isEqualTo("Größe ✓ 会議\nÄlice Löwe\n");

    ProgramRun shown = lab.mail("fetch", "subject:größe", "from:alice");
    assertThat(shown.exitCode()).as(shown.toString()).isZero();
    assertThat(shown.out())
        .contains("From: Älice Löwe <alice@icloud.com>\n", "Subject: Größe ✓ 会議\n\n" + TEXT)
        .contains("[attachment 1] Übersicht 図.bin, application/octet-stream, 5.0 MB\n");

    ProgramRun saved = lab.mail("fetch", messageId, "--as", "attachments", "-o", "saved");
    assertThat(saved.out()).isEqualTo("saved/Übersicht 図.bin\n");
    assertThat(Files.readAllBytes(home.resolve("saved/Übersicht 図.bin"))).isEqualTo(bytes);

    ProgramRun copy = lab.mail("list", "in:\"Sent Messages\"", messageId, "--tsv");
    assertThat(copy.out()).contains("\t\\Seen\t", messageId).hasLineCount(1);
  }

  @Test
  void checkTellsMailFromNoneFromCouldNotLook() {
    ProgramRun sent = lab.mail("send", "-s", "Nur einmal", "-m", "x", "alice@icloud.com");
    awaited(sent.out().split("\t", -1)[0]);

    assertThat(lab.mail("check", "-q", "subject:\"Nur einmal\"", "is:unread").exitCode()).isZero();
    assertThat(lab.mail("fetch", "--seen", "subject:\"Nur einmal\"").exitCode()).isZero();
    assertThat(lab.mail("check", "-q", "subject:\"Nur einmal\"", "is:unread").exitCode()).isOne();

    Map<String, String> wrong = new HashMap<>(lab.environment());
    wrong.put("ICLOUD_MAIL_PASSWORD", "wrong-wrong-wrong-wrong");
    ProgramRun refused = lab.mail(wrong, "check", "-q");
    assertThat(refused.exitCode()).isEqualTo(77);
    assertThat(refused.err()).contains("app-specific password").doesNotContain("wrong-wrong");
  }

  @Test
  void checkCountsAndSaysZeroWithOne() {
    Map<String, String> bob = new HashMap<>(lab.environment());
    bob.put("ICLOUD_MAIL_LOGIN", "bob@icloud.com");

    ProgramRun none = lab.mail(bob, "check", "--count");

    assertThat(none).isEqualTo(new ProgramRun(1, "0\n", ""));
  }

  @Test
  void aStoppedServerIsTemporary() {
    Path elsewhere = home.resolve("elsewhere");
    assertThat(elsewhere.toFile().mkdirs()).isTrue();
    Lab stopped = Lab.up(elsewhere);
    stopped.close();

    Map<String, String> environment = stopped.environment();
    environment.computeIfPresent(
        "ICLOUD_MAIL_LOCAL_SERVERS",
        (name, servers) -> servers.replaceFirst("ca=.*", "ca=" + lab.certificates()));

    ProgramRun check = stopped.mail(environment, "check", "-q");
    ProgramRun send = stopped.mail(environment, "send", "-m", "precious", "alice@icloud.com");

    assertThat(check.exitCode()).isEqualTo(75);
    assertThat(check.err()).contains("Connection refused");
    assertThat(send.exitCode()).isEqualTo(75);
    assertThat(send.out()).isEmpty();
    assertThat(send.err()).contains("The message is kept: ");
  }

  /** In a network namespace of its own, without any interface: nothing can leave this machine. */
  @Test
  void withoutANetworkAppleCannotBeFound() {
    Map<String, String> environment = new HashMap<>(lab.environment());
    environment.remove("ICLOUD_MAIL_LOCAL_SERVERS");

    ProgramRun check =
        ProgramRun.shell(
            home, environment, "", "unshare -n " + ProgramRun.launcher() + " check -q");
    ProgramRun send =
        ProgramRun.shell(
            home,
            environment,
            "",
            "echo x | unshare -n " + ProgramRun.launcher() + " send a@b.example");

    assertThat(check.exitCode()).as(check.toString()).isEqualTo(75);
    assertThat(check.err())
        .isEqualTo(
            "icloud-mail: cannot find imap.mail.me.com (DNS)\n"
                + "  Check the network connection, then try again.\n");
    assertThat(send.exitCode()).as(send.toString()).isEqualTo(75);
    assertThat(send.err()).contains("cannot find smtp.mail.me.com (DNS)", "The message is kept: ");
  }

  @Test
  void aSenderThatIsNotTheAccountsIsRefused() {
    ProgramRun run = lab.mail("send", "-F", "bob@icloud.com", "-m", "x", "alice@icloud.com");

    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("is refused: 5").contains("The message is kept: ");
  }

  @Test
  void anAliasMaySend() {
    ProgramRun run =
        lab.mail("send", "-F", "Al <alice.alias@icloud.com>", "-m", "x", "bob@icloud.com");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aRefusedRecipientIsToldAndTheOthersAreServed() {
    ProgramRun run =
        lab.mail("send", "--jsonl", "-m", "x", "nobody@nowhere.invalid", "alice@icloud.com");

    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.out()).contains("\"accepted\":[\"alice@icloud.com\"]");
    assertThat(run.err()).contains("not sent to nobody@nowhere.invalid: 5");
  }

  @Test
  void aMessageAboveApplesSizeIsRefusedBeforeItIsSent() throws IOException {
    Files.write(home.resolve("huge"), new byte[21_000_000]);

    ProgramRun run = lab.mail("send", "-m", "x", "-A", "huge", "alice@icloud.com");

    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.err()).contains("iCloud takes at most 28319744");
  }

  /** Twenty million octets are what Apple takes; the program has a heap of 64 MB. */
  @Test
  void theLargestAttachmentFitsTheHeapBothWays() throws IOException {
    byte[] bytes = new byte[20_000_000];
    new Random(2).nextBytes(bytes);
    Files.write(home.resolve("twenty.bin"), bytes);

    ProgramRun sent =
        lab.mail("send", "-s", "twenty", "-m", "x", "-A", "twenty.bin", "alice@icloud.com");
    assertThat(sent.exitCode()).as(sent.toString()).isZero();
    assertThat(sent.err()).isEmpty();
    String messageId = sent.out().split("\t", -1)[0];
    awaited(messageId);

    ProgramRun saved = lab.mail("fetch", messageId, "--as", "attachments", "-o", "twenty");
    assertThat(saved.exitCode()).as(saved.toString()).isZero();
    assertThat(Files.mismatch(home.resolve("twenty/twenty.bin"), home.resolve("twenty.bin")))
        .isEqualTo(-1);
    ProgramRun copy = lab.mail("list", "in:\"Sent Messages\"", messageId, "--tsv");
    assertThat(copy.out()).contains("\t\\Seen\t", messageId).hasLineCount(1);
    assertThat(lab.mail("outbox").out()).doesNotContain(messageId);
  }

  @Test
  void theLargestMessageFitsTheHeap() throws IOException {
    byte[] message = new byte[28_000_000];
    java.util.Arrays.fill(message, (byte) 'x');
    for (int at = 70; at < message.length - 1; at += 72) {
      message[at] = '\r';
      message[at + 1] = '\n';
    }
    byte[] header =
        "Subject: largest\r\nContent-Type: application/octet-stream\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(header, 0, message, 0, header.length);
    lab.deliver("1.largest.host", message);

    ProgramRun run = lab.mail("fetch", "subject:largest", "--as", "raw", "-o", "largest.eml");
    ProgramRun shown = lab.mail("fetch", "subject:largest");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(
            Files.mismatch(
                home.resolve("largest.eml"), Files.write(home.resolve("expected"), message)))
        .isEqualTo(-1);
    assertThat(shown.exitCode()).as(shown.toString()).isZero();
  }

  /**
   * IDLE is not built yet: Postfix delivers within a second, and the search is repeated until then.
   */
  private static void awaited(String messageId) {
    for (int attempt = 0; attempt < 30; attempt++) {
      if (lab.mail("check", "-q", messageId).exitCode() == 0) {
        return;
      }
    }
    throw new IllegalStateException("never delivered: " + messageId);
  }

  @Test
  void costsNoMoreCommandsThanTheBudget() throws IOException {
    assertThat(commands("check", "--count")).hasSizeLessThanOrEqualTo(3);
    assertThat(commands("list")).hasSizeLessThanOrEqualTo(4);
    assertThat(commands("list", "is:unread")).hasSizeLessThanOrEqualTo(5);
    lab.deliver("2.small.host", "Subject: small\r\n\r\nx\r\n".getBytes(StandardCharsets.UTF_8));
    ProgramRun small = lab.mail("list", "subject:small");
    assertThat(commands("fetch", small.out().split("\t", -1)[0])).hasSizeLessThanOrEqualTo(4);
  }

  /** IMAP commands but LOGOUT, which nobody waits for; the login is left out of the trace. */
  private static List<String> commands(String... arguments) throws IOException {
    Path trace = home.resolve("trace");
    String[] traced = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    traced[arguments.length] = "--trace";
    traced[arguments.length + 1] = trace.toString();
    ProgramRun run = lab.mail(traced);
    assertThat(run.exitCode()).as(run.toString()).isLessThan(2);
    List<String> commands =
        new java.util.ArrayList<>(
            Files.readAllLines(trace, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.matches("[A-Z]\\d+ [A-Z].*"))
                .filter(line -> !line.matches("[A-Z]\\d+ (OK|NO|BAD|LOGOUT).*"))
                .toList());
    assertThat(commands).isNotEmpty();
    commands.add(0, "AUTHENTICATE");
    return commands;
  }
}

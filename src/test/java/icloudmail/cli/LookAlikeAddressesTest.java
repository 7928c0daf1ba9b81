package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.Schema;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Addresses that are made to be taken for others; programs are given them as they stand. */
class LookAlikeAddressesTest {
  private static final String MIXED = "\u0430pple.com";
  private static final String ASCII = "xn--pple-43d.com";
  private static final String NAME = "service@apple.com";

  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @BeforeEach
  void deliver() {
    icloud.deliver(
        "From: \"%s\" <a@%s>\nTo: jo@icloud.com, b@%s\nReply-To: c@%s\nSubject: Hi\n"
                .formatted(NAME, MIXED, MIXED, MIXED)
            + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n"
            + "--b\nContent-Type: message/rfc822\n\nFrom: d@%s\n\ninner\n--b--\n".formatted(MIXED));
  }

  @AfterEach
  void close() {
    icloud.close();
  }

  private CliRun run(String... arguments) {
    CliRun run = icloud.setting(directory).run(arguments);
    assertThat(run.exitCode()).as(run.toString()).isZero();
    return run;
  }

  @Test
  void aTableShowsTheAddressAndNotTheNameThatHidesIt() {
    CliRun run = icloud.setting(directory).onTerminal(80).run("list");

    assertThat(run.out()).contains("  a@" + ASCII + "  ").doesNotContain(NAME, MIXED);
  }

  @Test
  void aRowShowsBoth() {
    assertThat(run("list", "--tsv").out().split("\t", -1)[2])
        .isEqualTo("\"" + NAME + "\" <a@" + ASCII + ">");
  }

  @Test
  void aMessageShowsThemInAscii() {
    assertThat(run("fetch", "2272").out())
        .contains(
            "From: \"" + NAME + "\" <a@" + ASCII + ">\n",
            "To: jo@icloud.com, b@" + ASCII + "\n",
            "Reply-To: c@" + ASCII + "\n",
            "From: d@" + ASCII + "\n")
        .doesNotContain(MIXED);
  }

  @Test
  void programsAreGivenWhatStandsInTheMessage() {
    JsonNode from = Schema.parse(run("list", "--jsonl").out()).get("from").get(0);

    assertThat(from.get("name").textValue()).isEqualTo(NAME);
    assertThat(from.get("email").textValue()).isEqualTo("a@" + MIXED);
  }

  @Test
  void aForwardTellsItsReadersToo() {
    CliRun run =
        run("send", "--forward", "INBOX/1451405933/2272", "--dry-run", "-m", "x", "b@example.com");

    assertThat(run.out()).contains("From: \"" + NAME + "\" <a@" + ASCII + ">");
  }

  @Test
  void aScriptIsToldByItsEnvironmentAsAPersonIs() throws Exception {
    Path seen = directory.resolve("seen");

    run("check", "--exec", "/bin/sh", "-c", "echo \"$ICLOUD_MAIL_FROM\" > \"$0\"", seen.toString());

    assertThat(Files.readString(seen)).isEqualTo("\"" + NAME + "\" <a@" + ASCII + ">\n");
  }
}

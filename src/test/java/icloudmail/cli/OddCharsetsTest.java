package icloudmail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.Schema;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Charsets that are none: what names them is read all the same, and their names mean nothing. */
class OddCharsetsTest {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  static String[] names() {
    return new String[] {
      "java.lang.Runtime",
      "sun.nio.cs.UTF_8",
      "icloudmail.cli.OddCharsetsTest",
      "../../../../etc/passwd",
      "/etc/passwd",
      "file:///etc/passwd",
      "http://127.0.0.1:1/x",
      "jar:file:/x!/y",
      "${jndi:ldap://127.0.0.1/x}",
      "%s%n",
      "",
      " ",
      "'",
      "\\\"",
      "\0",
      "none\0",
      "\u001B[2J",
      "\u202E8-ftu",
      "-1",
      "base64",
      "rot13",
      "x".repeat(1_000_000),
    };
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("names")
  void theTextIsReadAndTheNameIsNoClassAndNoFile(String charset) {
    String text = "Gr\u00FC\u00DFe";
    String base64 = Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    icloud.deliver(
        "Subject: =?%s?B?%s?=\nMIME-Version: 1.0\n".formatted(charset, base64)
            + "Content-Type: multipart/mixed; boundary=b\n\n"
            + "--b\nContent-Type: text/plain; charset=\"%s\"\n\n%s one\n".formatted(charset, text)
            + "--b\nContent-Type: text/html\n\n<meta charset=\"%s\"><p>%s two\n"
                .formatted(charset, text)
            + "--b\nContent-Type: text/plain; charset=%s\n\n%s three\n".formatted(charset, text)
            + "--b\nContent-Type: application/pdf\nContent-Disposition: attachment;"
            + " filename*=%s''Gr%%C3%%BC%%C3%%9Fe.pdf\n\nx\n--b--\n".formatted(charset));

    CliRun run = icloud.setting(directory).run("fetch", "--jsonl", "2272");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    JsonNode message = Schema.parse(run.out());
    assertThat(message.get("text").textValue())
        .contains(text + " one", text + " two", text + " three");
    assertThat(message.get("attachments")).hasSize(1);
    assertThat(run.out()).doesNotContain("root:").hasSizeLessThan(5_000_000);
    assertThat(message.get("remarks").toString()).hasSizeLessThan(1000);
  }

  @Test
  void aBodyThatIsKeptElsewhereIsNamedAndNeverFetched() {
    icloud.deliver(
        "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n"
            + "--b\nContent-Type: message/external-body; access-type=local-file;"
            + " name=\"/etc/passwd\"\n\nContent-Type: text/plain\n\n"
            + "--b\nContent-Type: message/external-body; access-type=URL;"
            + " URL=\"http://127.0.0.1:1/x\"\n\nContent-Type: text/html\n\n"
            + "--b\nContent-Type: message/external-body; access-type=anon-ftp;"
            + " site=\"127.0.0.1\"; name=\"x\"\n\nContent-Type: image/png\n\n"
            + "--b\nContent-Type: message/external-body; access-type=mail-server;"
            + " server=\"a@example.com\"\n\nContent-Type: text/plain\n\nsend me\n--b--\n");

    CliRun text = icloud.setting(directory).run("fetch", "2272");
    CliRun saved =
        icloud
            .setting(directory)
            .run("fetch", "2272", "--as", "attachments", "-o", directory.resolve("s").toString());

    assertThat(text.exitCode()).as(text.toString()).isZero();
    assertThat(text.out())
        .contains("message/external-body", "kept elsewhere", "/etc/passwd", "http://127.0.0.1:1/x")
        .doesNotContain("root:");
    assertThat(saved.exitCode()).as(saved.toString()).isZero();
    assertThat(saved.out().lines())
        .hasSize(4)
        .allSatisfy(path -> assertThat(Path.of(path)).content().doesNotContain("root:"));
    assertThat(icloud.smtp().connections()).isZero();
  }
}

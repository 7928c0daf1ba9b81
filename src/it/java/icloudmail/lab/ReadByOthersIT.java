package icloudmail.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.mail.MimeComposer;
import icloudmail.model.Address;
import icloudmail.model.DraftText.Form;
import icloudmail.model.MailException;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.Nouns;
import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is composed of drafts of all kinds, as three programs read it that are none of ours. */
class ReadByOthersIT {
  private static final int MESSAGES = 150;
  private static final Path READERS = Path.of("src/it/resources/icloudmail/lab").toAbsolutePath();

  @TempDir static Path home;

  private static final long SEED = Long.getLong("icloudmail.seed", 20261123L);
  private static final List<AnyDraft> DRAFTS = new ArrayList<>();

  @BeforeAll
  static void compose() throws IOException, MailException {
    Random random = new Random(SEED);
    MimeComposer composer = new MimeComposer(Clock.fixed(CliRun.NOW, ZoneOffset.UTC));
    for (int i = 0; i < MESSAGES; i++) {
      AnyDraft draft = AnyDraft.of(random, Files.createDirectory(home.resolve("files-" + i)));
      DRAFTS.add(draft);
      try (OutputStream out = Files.newOutputStream(home.resolve(file(i)))) {
        composer
            .compose(Nouns.account(new Address("Jö", "jo@icloud.com")), draft.draft())
            .content()
            .writeTo(out);
      }
    }
  }

  private static String file(int i) {
    return String.format("m%03d.eml", i);
  }

  @ParameterizedTest
  @CsvSource({"python3,read-email.py", "perl,read-mime.pl", "python3,read-mblaze.py"})
  void allOfItIsReadAsItWasMeant(String language, String reader) {
    ProgramRun run =
        ProgramRun.shell(
            home,
            Map.of("PATH", System.getenv("PATH"), "LC_ALL", "C.UTF-8", "HOME", home.toString()),
            "",
            language + " " + READERS.resolve(reader) + " ./m*.eml");
    assertThat(run.exitCode()).as("seed %s: %s", SEED, run.err()).isZero();
    List<JsonNode> read = run.out().lines().map(Schema::parse).toList();
    assertThat(read).hasSize(MESSAGES);
    for (int i = 0; i < MESSAGES; i++) {
      check(
          DRAFTS.get(i),
          read.get(i),
          reader,
          reader + ", seed " + SEED + ", " + home.resolve(file(i)));
    }
  }

  private static void check(AnyDraft meant, JsonNode read, String reader, String where) {
    assertThat(read.get("defects")).as(where).isEmpty();
    assertThat(read.get("subject").asText()).as(where).isEqualTo(meant.draft().subject());
    assertThat(read.get("structure").asText()).as(where).isEqualTo(meant.structure());
    List<String> to = new ArrayList<>();
    read.get("to").forEach(each -> to.add(each.get(0).asText() + " " + each.get(1).asText()));
    agree(to, meant.recipients(), reader, where);
    JsonNode leaves = read.get("leaves");
    String text = leaves.get(0).get("text").asText();
    String plain = meant.plainText();
    assertThat(text.stripTrailing())
        .as(where)
        .isEqualTo(plain == null ? text.stripTrailing() : plain.stripTrailing())
        .contains(meant.draft().text().form() == Form.PLAIN ? "end" : AnyDraft.MARK);
    if (meant.draft().text().form() != Form.PLAIN) {
      assertThat(leaves.get(1).get("text").asText()).as(where).contains("<p>" + AnyDraft.MARK);
    }
    List<String> files = new ArrayList<>();
    for (JsonNode leaf : leaves) {
      if (!leaf.get("name").isNull()) {
        files.add(
            leaf.get("type").asText()
                + " "
                + leaf.get("name").asText()
                + " "
                + leaf.get("sha256").asText());
      }
    }
    agree(files, meant.files(), reader, where);
  }

  private static void agree(List<String> read, List<String> meant, String reader, String where) {
    assertThat(read).as(where).hasSameSizeAs(meant);
    for (int i = 0; i < meant.size(); i++) {
      boolean quoted = meant.get(i).matches(".*[\"\\\\].*");
      if (reader.equals("read-mblaze.py") && quoted) {
        // it ends a name at a quote within it, and drops a backslash (RFC 2045 section 5.1 does
        // not)
        assertThat(lastWord(read.get(i))).as(where).isEqualTo(lastWord(meant.get(i)));
      } else if (reader.equals("read-email.py")) {
        // it keeps the blank between the encoded words of a name (RFC 2047 section 6.2 drops it)
        assertThat(read.get(i).replace(" ", "")).as(where).isEqualTo(meant.get(i).replace(" ", ""));
      } else {
        assertThat(read.get(i)).as(where).isEqualTo(meant.get(i));
      }
    }
  }

  private static String lastWord(String text) {
    return text.substring(text.lastIndexOf(' ') + 1);
  }
}

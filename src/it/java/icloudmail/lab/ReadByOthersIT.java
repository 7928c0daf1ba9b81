package icloudmail.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.lab.RandomDraft.Person;
import icloudmail.lab.RandomDraft.Sent;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is composed means to Python's email package, to Perl's Email::MIME and to the tools of
 * mblaze what its writer typed: fields, structure, names and bytes.
 */
class ReadByOthersIT {
  private static final int DRAFTS = Integer.getInteger("drafts", 150);
  private static final long SEED = Long.getLong("seed", 20261123);

  private static final int MANY_PIECES = 45;
  private static final Path READERS = Path.of("src/it/resources/icloudmail/lab").toAbsolutePath();

  @TempDir static Path home;

  private static final List<RandomDraft> DRAFTED = new ArrayList<>();
  private static final List<String> FILES = new ArrayList<>();

  @BeforeAll
  static void compose() throws IOException {
    CliRun.Setting setting = CliRun.Setting.of(Map.of("ICLOUD_MAIL_LOGIN", "jo@icloud.com"), home);
    for (int i = 0; i < DRAFTS; i++) {
      RandomDraft draft = new RandomDraft(SEED + i, home.resolve("draft" + i));
      CliRun run = setting.run(draft.arguments.toArray(String[]::new));
      assertThat(run.exitCode()).as("seed " + (SEED + i) + " " + run.err()).isZero();
      assertThat(run.err()).isEmpty();
      byte[] message = run.stdout().toByteArray();
      goesAnywhere(new String(message, StandardCharsets.ISO_8859_1));
      DRAFTED.add(draft);
      FILES.add(draft.write(message).toString());
    }
  }

  /** RFC 5322 section 2.1.1, RFC 2047 section 2. */
  private static void goesAnywhere(String message) {
    assertThat(message).endsWith("\r\n");
    assertThat(message.replace("\r\n", "")).doesNotContain("\r", "\n", "\0");
    assertThat(message.split("\r\n", -1)).filteredOn(line -> line.length() > 998).isEmpty();
    assertThat(message.substring(0, message.indexOf("\r\n\r\n")).split("\r\n", -1))
        .filteredOn(line -> line.contains("=?UTF-8?") && line.length() > 76)
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"python3, read-email.py", "perl, read-mime.pl", "python3, read-mblaze.py"})
  void whatIsTypedIsWhatIsRead(String interpreter, String reader) {
    List<String> command = new ArrayList<>(List.of(interpreter));
    command.add(READERS.resolve(reader).toString());
    command.addAll(FILES);
    ProgramRun run =
        ProgramRun.of(
            home,
            Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C.UTF-8"),
            "",
            command.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode read = Schema.parse(run.out());
    assertThat(read).hasSize(DRAFTS);
    for (int i = 0; i < DRAFTS; i++) {
      String what = reader + " of seed " + (SEED + i) + ", " + FILES.get(i);
      agrees(what, DRAFTED.get(i), read.get(i));
    }
  }

  private static void agrees(String what, RandomDraft draft, JsonNode read) {
    assertThat(read.get("defects")).as(what).isEmpty();
    assertThat(read.path("subject").asText("")).as(what).isEqualTo(draft.subject);
    assertThat(read.path("note").asText("")).as(what).isEqualTo(draft.note);
    assertThat(people(read.get("from"))).as(what).containsExactly(draft.from);
    assertThat(people(read.get("to"))).as(what).isEqualTo(draft.to);
    List<JsonNode> parts = new ArrayList<>();
    read.get("parts").forEach(parts::add);
    assertThat(parts)
        .as(what)
        .extracting(part -> "+".repeat(part.get("depth").asInt()) + part.get("type").asText())
        .isEqualTo(structure(draft));
    parts.removeIf(part -> part.get("type").asText().startsWith("multipart/"));
    texts(what, draft, parts);
    int at = draft.form.equals("plain") ? 1 : 2;
    for (Sent file : draft.inline) {
      is(what, file, parts.get(at++), "inline");
    }
    for (Sent file : draft.attachments) {
      is(what, file, parts.get(at++), "attachment");
    }
    assertThat(parts).as(what).hasSize(at);
  }

  private static List<Person> people(JsonNode read) {
    List<Person> people = new ArrayList<>();
    read.forEach(one -> people.add(new Person(one.get(0).asText(), one.get(1).asText())));
    return people;
  }

  private static List<String> structure(RandomDraft draft) {
    List<String> structure = new ArrayList<>();
    String depth = "";
    if (!draft.attachments.isEmpty()) {
      structure.add("multipart/mixed");
      depth += "+";
    }
    String attached = depth;
    if (!draft.inline.isEmpty()) {
      structure.add(depth + "multipart/related");
      depth += "+";
    }
    String shown = depth;
    if (!draft.form.equals("plain")) {
      structure.add(depth + "multipart/alternative");
      depth += "+";
    }
    structure.add(depth + "text/plain");
    if (!draft.form.equals("plain")) {
      structure.add(depth + "text/html");
    }
    draft.inline.forEach(file -> structure.add(shown + file.type()));
    draft.attachments.forEach(file -> structure.add(attached + file.type()));
    return structure;
  }

  private static void texts(String what, RandomDraft draft, List<JsonNode> parts) {
    String plain = text(parts.get(0));
    if (draft.form.equals("plain")) {
      assertThat(whole(plain)).as(what).isEqualTo(whole(draft.text));
      return;
    }
    assertThat(plain).as(what).contains(draft.text.strip().split(" ", 2)[0]);
    String html = text(parts.get(1));
    assertThat(html).as(what).contains("<html>", "<p>" + draft.text.strip());
    int inline = draft.inline.size();
    for (int i = 0; i < inline; i++) {
      JsonNode id = parts.get(2 + i).path("cid");
      if (id.isTextual()) {
        String named = id.asText().substring(1, id.asText().length() - 1);
        assertThat(html).as(what).containsOnlyOnce("\"cid:" + named + "\"");
      }
    }
    assertThat(html.split("cid:", -1)).as(what).hasSize(inline + 1);
  }

  private static void is(String what, Sent file, JsonNode part, String disposition) {
    if (file.name().length() < MANY_PIECES) {
      assertThat(part.get("name").asText()).as(what).isEqualTo(file.name());
    } else {
      // one of them reads no more than ten pieces of a name
      assertThat(file.name()).as(what).startsWith(part.get("name").asText());
    }
    if (part.has("disposition")) {
      assertThat(part.get("name").asText()).as(what).isEqualTo(file.name());
      assertThat(part.get("disposition").asText()).as(what).isEqualTo(disposition);
    }
    byte[] bytes = bytes(part);
    if (file.type().equals("message/rfc822")) {
      assertThat(whole(new String(bytes, StandardCharsets.UTF_8)))
          .as(what)
          .isEqualTo(whole(new String(file.bytes(), StandardCharsets.UTF_8)));
    } else {
      assertThat(bytes).as(what).isEqualTo(file.bytes());
    }
  }

  private static byte[] bytes(JsonNode part) {
    return Base64.getDecoder().decode(part.get("content").asText());
  }

  /** As the reader decodes it, or its bytes, which are UTF-8 in any case. */
  private static String text(JsonNode part) {
    String text = part.path("text").textValue();
    return text == null ? new String(bytes(part), StandardCharsets.UTF_8) : text;
  }

  /** Line ends are all the same, and the last line has one. */
  private static String whole(String text) {
    String lines = text.replaceAll("\r\n|\r|\n", "\n");
    return lines.endsWith("\n") ? lines : lines + "\n";
  }
}

package icloudmail.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.Body;
import icloudmail.model.Content;
import icloudmail.model.Envelope;
import icloudmail.model.MailException;
import icloudmail.model.Message;
import icloudmail.model.Preference;
import icloudmail.model.Reference;
import icloudmail.testkit.Nouns;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageFilesTest {
  private static final Content BROKEN =
      out -> {
        out.write('x');
        throw new IOException("the source broke");
      };

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();

  private MessageFiles files(Path target, boolean many, View view) {
    return new MessageFiles(target, many, view, new TsvPrinter(new PrintWriter(out)));
  }

  private static Message message(long uid, String text) {
    return Nouns.message(Nouns.envelope(uid, "x"), text);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aDirectoryGetsAFileForEachMessage() throws MailException, IOException {
    MessageFiles files = files(directory, false, null);
    files.accept(message(7, "one"));
    files.accept(message(8, "two"));

    assertThat(names()).containsExactly("INBOX-1451405933-7.eml", "INBOX-1451405933-8.eml");
    assertThat(Files.readString(directory.resolve("INBOX-1451405933-7.eml")))
        .isEqualTo("Subject: raw\r\n\r\none");
    assertThat(out.toString().lines()).hasSize(2).allMatch(line -> line.startsWith("" + directory));
  }

  @Test
  void aMissingDirectoryIsMadeWhereOneIsMeant() throws MailException {
    files(directory.resolve("new"), true, View.TEXT).accept(message(7, "one"));

    assertThat(directory.resolve("new/INBOX-1451405933-7.txt")).content().endsWith("\none\n");
  }

  @Test
  void aFolderNameIsNoPath() throws MailException, IOException {
    Envelope inbox = Nouns.envelope(7, "x");
    Envelope foreign =
        new Envelope(
            new Reference("../Old/2026", 1, 7),
            null,
            null,
            null,
            inbox.from(),
            inbox.to(),
            inbox.cc(),
            inbox.replyTo(),
            null,
            inbox.flags(),
            0,
            inbox.inReplyTo(),
            inbox.references(),
            null,
            null,
            null,
            null);
    files(directory, true, null).accept(Nouns.message(foreign, "x"));

    assertThat(names()).containsExactly("_Old_2026-1-7.eml");
  }

  @Test
  void aNamedFileIsReplaced() throws MailException, IOException {
    Path file = Files.writeString(directory.resolve("a.eml"), "old and longer than the new one");
    files(file, false, null).accept(message(7, "new"));

    assertThat(Files.readString(file)).isEqualTo("Subject: raw\r\n\r\nnew");
    assertThat(names()).containsExactly("a.eml");
    assertThat(out.toString()).isEqualTo(file + "\n");
  }

  @Test
  void aFailureKeepsTheOldFile() throws IOException {
    Path file = Files.writeString(directory.resolve("a.eml"), "old");
    Message broken = new Broken(Nouns.envelope(7, "x"));

    assertThatThrownBy(() -> files(file, false, null).accept(broken))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(MailException.Kind.IO))
        .hasMessage("cannot write " + file + ": the source broke");
    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("a.eml");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void oneFileTakesOneMessage() throws MailException {
    Path file = directory.resolve("a.eml");
    MessageFiles files = files(file, false, null);
    files.accept(message(7, "first"));

    assertThatThrownBy(() -> files.accept(message(8, "second")))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(MailException.Kind.USAGE))
        .hasMessageContaining("several messages do not fit one file");
    assertThat(file).content().endsWith("first");
  }

  private record Broken(Envelope envelope) implements Message {
    @Override
    public Content raw() {
      return BROKEN;
    }

    @Override
    public Body body(Preference preference) {
      throw new AssertionError("raw bytes need no body");
    }
  }
}

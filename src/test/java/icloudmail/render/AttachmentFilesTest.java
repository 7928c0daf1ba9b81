package icloudmail.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.MailException;
import icloudmail.model.Message;
import icloudmail.model.Part;
import icloudmail.testkit.Nouns;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachmentFilesTest {
  @TempDir Path temporary;

  private final StringWriter out = new StringWriter();
  private final List<String> notes = new ArrayList<>();
  private Path directory;

  @BeforeEach
  void outside() {
    directory = temporary.resolve("saved");
  }

  private void save(Part... parts) throws MailException {
    save(List.of(), Nouns.message(Nouns.envelope(7, "x"), "text", parts));
  }

  private void save(List<String> choice, Message... messages) throws MailException {
    AttachmentFiles files =
        new AttachmentFiles(
            directory, PartChoice.of(choice), new TsvPrinter(new PrintWriter(out)), notes::add);
    for (Message message : messages) {
      files.accept(message);
    }
    files.complete();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void eachIsSavedUnderItsNameAndPrinted() throws MailException {
    save(Nouns.part(1, "a.pdf", "one"), Nouns.part(2, "b.pdf", "two"));

    assertThat(directory.resolve("a.pdf")).hasContent("one");
    assertThat(directory.resolve("b.pdf")).hasContent("two");
    assertThat(out.toString()).isEqualTo(directory + "/a.pdf\n" + directory + "/b.pdf\n");
    assertThat(notes).isEmpty();
  }

  @Test
  void theSameNameIsNumberedAndNothingReplaced() throws MailException, IOException {
    save(Nouns.part(1, "a.pdf", "one"), Nouns.part(2, "a.pdf", "two"));
    save(Nouns.part(1, "a.pdf", "three"));

    assertThat(names()).containsExactly("a (1).pdf", "a (2).pdf", "a.pdf");
    assertThat(directory.resolve("a.pdf")).hasContent("one");
    assertThat(directory.resolve("a (1).pdf")).hasContent("two");
    assertThat(directory.resolve("a (2).pdf")).hasContent("three");
  }

  @Test
  void noNameLeadsOutOfTheDirectory() throws MailException, IOException {
    save(
        Nouns.part(1, "../../outside", "x"),
        Nouns.part(2, "/etc/cron.d/x", "x"),
        Nouns.part(3, "..", "x"),
        Nouns.part(4, null, "x"));

    assertThat(names())
        .containsExactly("_.._outside", "_etc_cron.d_x", "attachment-7-3", "attachment-7-4");
    assertThat(temporary).isDirectoryNotContaining("regex:.*outside");
  }

  @Test
  void aPlantedLinkIsNotFollowed() throws MailException, IOException {
    Path victim = Files.writeString(temporary.resolve("victim"), "untouched");
    Files.createDirectory(directory);
    Files.createSymbolicLink(directory.resolve("a.pdf"), victim);
    save(Nouns.part(1, "a.pdf", "mine"));

    assertThat(victim).hasContent("untouched");
    assertThat(directory.resolve("a.pdf")).isSymbolicLink();
    assertThat(directory.resolve("a (1).pdf")).hasContent("mine");
  }

  @Test
  void theDirectoryMayBeALink() throws MailException, IOException {
    Path real = Files.createDirectory(temporary.resolve("real"));
    Files.createSymbolicLink(directory, real);
    save(Nouns.part(1, "a.pdf", "one"));

    assertThat(real.resolve("a.pdf")).hasContent("one");
  }

  @Test
  void anAttachmentThatCannotBeReadLeavesNothing() throws IOException {
    Part broken =
        new Part(
            1,
            "a.pdf",
            "application/pdf",
            null,
            -1,
            content -> {
              content.write('x');
              throw new IOException("bad base64");
            });

    assertThatThrownBy(() -> save(broken))
        .isInstanceOf(MailException.class)
        .hasMessageContaining("bad base64");
    assertThat(names()).isEmpty();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aMessageWithoutAnyIsNoted() throws MailException {
    save();

    assertThat(notes).containsExactly("message INBOX/1451405933/7 has no attachment");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void onlyTheChosenAreSaved() throws MailException, IOException {
    save(
        List.of("2", "*.PDF"),
        Nouns.message(
            Nouns.envelope(7, "x"),
            "text",
            Nouns.part(1, "a.txt", "x"),
            Nouns.part(2, "b.txt", "x"),
            Nouns.part(3, "c.pdf", "x")));

    assertThat(names()).containsExactly("b.txt", "c.pdf");
    assertThat(notes).isEmpty();
  }

  @Test
  void ofSeveralMessagesThoseWithoutOneAreNoted() throws MailException, IOException {
    save(
        List.of("*.pdf"),
        Nouns.message(Nouns.envelope(7, "x"), "text", Nouns.part(1, "a.txt", "x")),
        Nouns.message(Nouns.envelope(8, "x"), "text", Nouns.part(1, "a.pdf", "x")));

    assertThat(names()).containsExactly("a.pdf");
    assertThat(notes)
        .containsExactly("message INBOX/1451405933/7 has no attachment that --part '*.pdf' means");
  }

  @Test
  void whereNoneHasOneWhatIsThereIsTold() {
    Message first =
        Nouns.message(
            Nouns.envelope(7, "x"),
            "text",
            Nouns.part(1, "a\u001B[2J.txt", "x"),
            Nouns.part(2, null, "x"));
    Message second = Nouns.message(Nouns.envelope(8, "x"), "text");

    assertThatThrownBy(() -> save(List.of("*.pdf", "9"), first))
        .isInstanceOfSatisfying(
            MailException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(MailException.Kind.NOT_FOUND);
              assertThat(e.hint())
                  .isEqualTo("These are there: 1 a␛[2J.txt, 2 (no name, application/pdf).");
            })
        .hasMessage(
            "message INBOX/1451405933/7 has no attachment that --part '*.pdf' --part '9' means");
    assertThatThrownBy(() -> save(List.of("9"), first, second))
        .hasMessage("none of 2 messages has an attachment that --part '9' means");
    assertThat(notes).isEmpty();
  }

  @Test
  void theSizeIsThatOfTheFile() throws MailException {
    Part unknown = new Part(1, "a.pdf", "application/pdf", null, -1, Nouns.content("four"));
    new AttachmentFiles(
            directory,
            PartChoice.of(List.of()),
            new JsonPrinter(new PrintWriter(out), true),
            notes::add)
        .accept(Nouns.message(Nouns.envelope(7, "x"), "text", unknown));

    assertThat(out.toString()).contains("\"size\":4,");
  }
}

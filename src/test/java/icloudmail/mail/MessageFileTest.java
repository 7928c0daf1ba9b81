package icloudmail.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.MailException;
import icloudmail.model.Part;
import icloudmail.testkit.Mails;
import icloudmail.testkit.Nouns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.angus.mail.iap.ByteArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageFileTest {
  @TempDir Path directory;

  private MessageFile message(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("m.eml"), text.replace("\n", "\r\n"));
    return new MessageFile(new CopyInFile(file, new TemporaryFiles()), Nouns.envelope(7, "x"));
  }

  @Test
  void itsRawBytesAreThoseOfTheFile() throws IOException, MailException {
    try (MessageFile message = message("Subject: x\n\n.\ntext")) {
      assertThat(Nouns.text(message.raw())).isEqualTo("Subject: x\r\n\r\n.\r\ntext");
      assertThat(message.envelope().reference()).hasToString("INBOX/1451405933/7");
    }
  }

  @Test
  void itsPartsAreReadFromTheFileMoreThanOnce() throws IOException, MailException {
    try (MessageFile message = message(Mails.attachments())) {
      assertThat(message.body().text()).isEqualTo("See the files.");
      assertThat(message.body().attachments())
          .extracting(Part::name)
          .containsExactly("numbers.csv", "../../etc/passwd");
      assertThat(Nouns.text(message.body().attachments().get(0).content())).isEqualTo("a,b\n1,2\n");
      assertThat(Nouns.text(message.body().attachments().get(1).content())).isEqualTo("%PDF");
    }
  }

  @Test
  void closingRemovesTheFile() throws IOException, MailException {
    MessageFile message = message(Mails.html("x", "<p>y</p>"));
    assertThat(message.body().html()).startsWith("<p>y</p>");
    message.close();

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aFileThatIsGoneIsSaid() throws IOException {
    MessageFile message = message("x");
    Files.delete(directory.resolve("m.eml"));

    assertThatThrownBy(message::body)
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(MailException.Kind.IO))
        .hasMessageStartingWith("cannot read message INBOX/1451405933/7: ");
  }

  @Test
  void inMemoryItReadsAsInAFile() throws IOException, MailException {
    byte[] octets = ("xx" + Mails.attachments().replace("\n", "\r\n") + "yy").getBytes(UTF_8);
    MessageCopy copy = new CopyInMemory(new ByteArray(octets, 2, octets.length - 4));

    try (MessageFile message = new MessageFile(copy, Nouns.envelope(7, "x"))) {
      String raw = Nouns.text(message.raw());
      assertThat(raw).isEqualTo(Mails.attachments().replace("\n", "\r\n"));
      assertThat(message.raw().open()).hasContent(raw);
      assertThat(message.body().text()).isEqualTo("See the files.");
      assertThat(Nouns.text(message.body().attachments().get(0).content())).isEqualTo("a,b\n1,2\n");
    }
  }
}

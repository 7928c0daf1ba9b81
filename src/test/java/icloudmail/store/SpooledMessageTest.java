package icloudmail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.MailException;
import icloudmail.testkit.Nouns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpooledMessageTest {
  private static final String MESSAGE = "Subject: Grüße\r\n\r\n.dot\r\nlast line";

  @TempDir Path state;

  private SpooledMessage spool() throws MailException {
    return new Outbox(state).spool(Nouns.content(MESSAGE));
  }

  @Test
  void itsBytesAreTheSameAtEveryCall() throws MailException {
    SpooledMessage message = spool();

    assertThat(Nouns.text(message.content())).isEqualTo(MESSAGE);
    assertThat(Nouns.text(message.content())).isEqualTo(MESSAGE);
    assertThat(message.size()).isEqualTo(35);
    assertThat(message.file()).hasParent(state.resolve("outbox"));
    assertThat(message.file().getFileName().toString()).matches("[0-9a-f-]{36}\\.eml");
  }

  @Test
  void messagesDoNotReplaceEachOther() throws MailException {
    SpooledMessage first = spool();
    SpooledMessage second = spool();
    first.done();

    assertThat(first.file()).doesNotExist();
    assertThat(Nouns.text(second.content())).isEqualTo(MESSAGE);
  }

  @Test
  void doneTwiceIsDone() throws MailException {
    SpooledMessage message = spool();
    message.done();
    message.done();

    assertThat(message.file()).doesNotExist();
  }

  @Test
  void aMessageThatIsGoneHasNoSize() throws MailException, IOException {
    SpooledMessage message = spool();
    Files.delete(message.file());

    assertThatThrownBy(message::size)
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(MailException.Kind.IO))
        .hasMessage("cannot read " + message.file() + ": no such file or directory");
  }
}

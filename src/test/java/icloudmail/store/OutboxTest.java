package icloudmail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.Account;
import icloudmail.model.Address;
import icloudmail.model.Content;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Original;
import icloudmail.model.OutboxItem;
import icloudmail.model.OutboxItem.State;
import icloudmail.model.PasswordSource;
import icloudmail.model.Reference;
import icloudmail.model.Secret;
import icloudmail.model.SendPolicy;
import icloudmail.model.Submission;
import icloudmail.model.UnreadableInput;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.Nouns;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxTest {
  private static final Clock CLOCK = Clock.fixed(CliRun.NOW, ZoneOffset.UTC);
  private static final String MESSAGE = "Subject: Grüße\r\n\r\n.dot\r\nqueued * x\nlast line";
  private static final Submission SUBMISSION =
      new Submission(
          "<a b%@icloud.com>",
          true,
          "jö@icloud.com",
          List.of("\"a,b c\"@example.com", "100%@example.com"),
          "Grüße\n\t\u001B",
          new Original(new Reference("Ordner/ä b", 7, 9), true));
  private static final PasswordSource NOWHERE = new NoPassword();
  private static final SendPolicy POLICY = new SendPolicy(true, false, "report - 1");

  @TempDir Path state;

  private final List<MailException> damaged = new ArrayList<>();

  private Outbox outbox() {
    return new Outbox(state, CLOCK);
  }

  private SpooledMessage spool(SendPolicy policy, Content content) throws MailException {
    Account account =
        new Account("work", "jo@icloud.com", List.of(new Address(null, "jo@icloud.com")), NOWHERE);
    return outbox().spool(account, SUBMISSION, policy, content);
  }

  private SpooledMessage spool() throws MailException {
    return spool(POLICY, Nouns.content(MESSAGE));
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.list(state.resolve("outbox"))) {
      return files.toList().get(0);
    }
  }

  private List<OutboxItem> list() throws MailException {
    return outbox().list(damaged::add);
  }

  @Test
  void keepsTheBytesInAPrivatePlace() throws IOException, MailException {
    try (SpooledMessage message = spool()) {
      assertThat(Nouns.text(message.content())).isEqualTo(MESSAGE);
      assertThat(Nouns.text(message.content())).isEqualTo(MESSAGE);
      assertThat(message.item().size()).isEqualTo(MESSAGE.length() + 2);
    }
    Path file = onlyFile();
    assertThat(file.getFileName().toString()).matches("[0-9a-f]{8}\\.eml");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void knowsAllOfAMessageInAnotherRun() throws MailException {
    String id;
    try (SpooledMessage message = spool()) {
      id = message.item().id();
      message.note(State.QUEUED, SUBMISSION.recipients(), List.of(), "450 später\r\nx");
    }
    assertThat(list())
        .containsExactly(
            new OutboxItem(
                id,
                State.QUEUED,
                "work",
                "jo@icloud.com",
                SUBMISSION,
                List.of(),
                POLICY,
                CliRun.NOW,
                1,
                0,
                false,
                CliRun.NOW,
                MESSAGE.length() + 2,
                "450 später\r\nx"));
    assertThat(Nouns.text(outbox().content(id))).isEqualTo(MESSAGE);
    assertThat(damaged).isEmpty();
  }

  @Test
  void whatIsNotToBeQueuedHasFailedUntilMoreIsKnown() throws MailException {
    spool(SendPolicy.PLAIN, Nouns.content("x")).close();

    assertThat(list())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.state()).isEqualTo(State.FAILED);
              assertThat(item.attempts()).isZero();
              assertThat(item.reason()).isEqualTo("interrupted before it was handed over");
            });
  }

  @Test
  void someRecipientsAreLeft() throws MailException {
    String id;
    try (SpooledMessage message = spool()) {
      id = message.item().id();
      message.note(
          State.SENT_NOT_FILED,
          List.of("\"a,b c\"@example.com"),
          List.of("100%@example.com"),
          null);
    }
    try (SpooledMessage message = outbox().take(id).orElseThrow()) {
      assertThat(message.item().submission().recipients()).containsExactly("\"a,b c\"@example.com");
      assertThat(message.item().deferred()).containsExactly("100%@example.com");
      assertThat(message.item().state()).isEqualTo(State.SENT_NOT_FILED);
      assertThat(Nouns.text(message.content())).isEqualTo(MESSAGE);
    }
  }

  @Test
  void aMessageIsOneRunsAtATime() throws MailException {
    SpooledMessage message = spool();
    String id = message.item().id();

    assertThatThrownBy(() -> outbox().take(id))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TEMPORARY))
        .hasMessage("another run is sending " + id);
    message.close();
    outbox().take(id).orElseThrow().close();
  }

  @Test
  void forgetsWhatHasLeft() throws MailException {
    SpooledMessage message = spool();
    message.leave(State.SENT);
    message.close();

    assertThat(state.resolve("outbox")).isEmptyDirectory();
    assertThat(list()).isEmpty();
    assertThat(outbox().take(message.item().id())).isEmpty();
  }

  /** A full disk keeps the note that it is sent from the file; then only its absence tells. */
  @Test
  void whatAnotherRunTakesOutBetweenOpeningAndLockingIsGone() throws MailException, IOException {
    SpooledMessage message = spool();
    Path file = onlyFile();
    FileChannel opened = PrivateFiles.open(file, true);
    Files.delete(file);
    message.close();

    assertThatThrownBy(() -> outbox().take(message.item().id(), file, opened))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(opened.isOpen()).isFalse();
  }

  @Test
  void whatACrashHasLeftBehindIsNotTakenAgain() throws MailException, IOException {
    SpooledMessage message = spool();
    String id = message.item().id();
    message.note(State.SENT, List.of(), List.of(), null);
    message.close();

    assertThat(outbox().take(id)).isEmpty();
    assertThat(state.resolve("outbox")).isEmptyDirectory();
  }

  @Test
  void whatACrashHasLeftBehindIsGoneWhenTheOutboxIsLookedThrough()
      throws MailException, IOException {
    SpooledMessage message = spool();
    message.note(State.SENT, List.of(), List.of(), null);
    message.close();

    assertThat(list()).isEmpty();
    assertThat(state.resolve("outbox")).isEmptyDirectory();
    assertThat(damaged).isEmpty();
  }

  @Test
  void whatWasNeverWholeIsTidiedAwayWhenItIsOld() throws MailException, IOException {
    spool().close();
    Path old = Files.writeString(state.resolve("outbox/00000001.part"), "x");
    Path underWay = Files.writeString(state.resolve("outbox/00000002.part"), "x");
    Files.setLastModifiedTime(old, FileTime.from(CliRun.NOW.minusSeconds(3601)));
    Files.setLastModifiedTime(underWay, FileTime.from(CliRun.NOW.minusSeconds(3599)));

    assertThat(list()).hasSize(1);

    assertThat(old).doesNotExist();
    assertThat(underWay).exists();
  }

  @Test
  void aLineThatACrashHasTornDoesNotCount() throws MailException, IOException {
    SpooledMessage message = spool();
    String id = message.item().id();
    message.note(State.UNKNOWN, SUBMISSION.recipients(), List.of(), "a");
    message.close();
    Files.writeString(onlyFile(), "2026-11-23T12:00:00Z sent - ", StandardOpenOption.APPEND);

    assertThat(list()).singleElement().matches(item -> item.state() == State.UNKNOWN);
    try (SpooledMessage again = outbox().take(id).orElseThrow()) {
      again.note(State.QUEUED, SUBMISSION.recipients(), List.of(), "b");
    }
    assertThat(list()).singleElement().matches(item -> item.state() == State.QUEUED);
    assertThat(damaged).isEmpty();
  }

  @Test
  void whereverACrashCutsTheFileNothingElseIsRead() throws MailException, IOException {
    SpooledMessage message = spool();
    message.note(State.UNKNOWN, SUBMISSION.recipients(), List.of(), "x");
    message.close();
    Path file = onlyFile();
    byte[] whole = Files.readAllBytes(file);
    for (int length = whole.length - 1; length >= 0; length--) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(length);
      }
      damaged.clear();
      List<OutboxItem> items = list();
      assertThat(items.size() + damaged.size()).as("cut at %s", length).isEqualTo(1);
      assertThat(items)
          .allMatch(item -> item.state() == State.QUEUED && item.submission().equals(SUBMISSION));
    }
  }

  @Test
  void whateverIsInAFileOnlyThatFileSuffers() throws MailException, IOException {
    spool().close();
    byte[] whole = Files.readAllBytes(onlyFile());
    Random random = new Random(7);
    Path other = state.resolve("outbox/0000000f.eml");
    for (int i = 0; i < 2000; i++) {
      byte[] changed = whole.clone();
      for (int k = random.nextInt(8); k >= 0; k--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      Files.write(other, changed);
      damaged.clear();
      assertThat(list().size() + damaged.size()).isBetween(1, 2);
      assertThat(damaged).allMatch(e -> e.kind() == Kind.IO);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775807", "-000000000000009999", "-000000000000000001"})
  void aSizeThatCannotBeIsDamage(String size) throws MailException, IOException {
    spool().close();
    Path file = onlyFile();
    String whole = Files.readString(file, StandardCharsets.ISO_8859_1);
    String changed = whole.replaceFirst("size: \\d+", "size: " + size);
    Files.writeString(file, changed, StandardCharsets.ISO_8859_1);

    assertThat(list()).isEmpty();
    assertThat(damaged).singleElement().matches(e -> e.kind() == Kind.IO);
    assertThatThrownBy(() -> outbox().take(damagedId(file)))
        .isInstanceOfSatisfying(MailException.class, e -> assertThat(e.kind()).isEqualTo(Kind.IO));
    assertThat(file).content(StandardCharsets.ISO_8859_1).isEqualTo(changed);
  }

  private static String damagedId(Path file) {
    return String.valueOf(file.getFileName()).replace(".eml", "");
  }

  @Test
  void keepsNoHalfMessage() {
    assertThatThrownBy(
            () ->
                spool(
                    POLICY,
                    out -> {
                      out.write('x');
                      throw new UnreadableInput("report.pdf", new IOException("I/O error"));
                    }))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_INPUT))
        .hasMessage("cannot read report.pdf: I/O error");
    assertThat(state.resolve("outbox")).isEmptyDirectory();
  }

  @Test
  void aBugInComposingLeavesNothingBehind() {
    assertThatThrownBy(
            () ->
                spool(
                    POLICY,
                    out -> {
                      throw new IllegalStateException("x");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(state.resolve("outbox")).isEmptyDirectory();
  }

  @Test
  void aPlaceThatCannotBeMadeIsTold() throws IOException {
    Path file = Files.writeString(state.resolve("file"), "");
    Outbox outbox = new Outbox(file, CLOCK);
    Account account =
        new Account("work", "jo@icloud.com", List.of(new Address(null, "jo@icloud.com")), NOWHERE);
    assertThatThrownBy(() -> outbox.spool(account, SUBMISSION, POLICY, Nouns.content("x")))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANNOT_CREATE))
        .hasMessageContaining("cannot keep the message in " + file.resolve("outbox"));
  }

  @Test
  void aLinkIsNoMessage() throws IOException, MailException {
    spool().close();
    Files.createSymbolicLink(state.resolve("outbox/00000000.eml"), onlyFile());

    assertThat(list()).hasSize(1);
    assertThat(damaged).singleElement().matches(e -> e.kind() == Kind.IO);
  }

  @Test
  void theOldestComesFirst() throws MailException {
    for (String time : List.of("2026-11-23T12:00:02Z", "2026-11-23T12:00:01Z")) {
      Clock clock = Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
      Account account =
          new Account(
              "work", "jo@icloud.com", List.of(new Address(null, "jo@icloud.com")), NOWHERE);
      new Outbox(state, clock).spool(account, SUBMISSION, POLICY, Nouns.content("x")).close();
    }
    assertThat(list())
        .extracting(item -> item.created().toString())
        .containsExactly("2026-11-23T12:00:01Z", "2026-11-23T12:00:02Z");
  }

  private static final class NoPassword implements PasswordSource {
    @Override
    public Secret password() {
      throw new AssertionError("the outbox needs no password");
    }

    @Override
    public String origin() {
      return "nowhere";
    }
  }
}

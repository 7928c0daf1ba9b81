package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.Attachment;
import icloudmail.model.Preference;
import icloudmail.testkit.icloud.Structures;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.angus.mail.iap.Protocol;
import org.eclipse.angus.mail.imap.protocol.BODYSTRUCTURE;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a list says of attachments is what a reader finds, wherever a server can know it. */
class StructureTest {
  private static final Path CORPUS = Path.of("src/test/resources/icloudmail/corpus/structure");

  /** Only who reads the text itself can tell what is in these. */
  private static final Set<String> BEYOND_A_STRUCTURE =
      Set.of(
          "boundary-empty",
          "boundary-missing",
          "boundary-nowhere",
          "boundary-unquoted-specials",
          "boundary-used-twice",
          "boundary-wrong",
          "boundary-wrong-with-text-before",
          "message-attached-in-base64",
          "message-attached-in-quoted-printable",
          "message-global",
          "multipart-empty",
          "multipart-encoded",
          "multipart-without-body",
          "part-file-without-body",
          "part-header-without-body",
          "part-without-empty-line",
          "preamble-only",
          "type-missing-semicolon",
          "type-quote-not-closed",
          "type-several",
          "type-nonsense");

  static List<Path> messages() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files
          .filter(file -> file.toString().endsWith(".eml"))
          .filter(file -> !BEYOND_A_STRUCTURE.contains(name(file)))
          .sorted()
          .toList();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceAll("\\.eml$", "");
  }

  @ParameterizedTest
  @MethodSource("messages")
  void agreesWithTheReader(Path file) throws Exception {
    byte[] message = Files.readAllBytes(file);

    assertThat(Structure.attachments(structure(message))).isEqualTo(read(message));
  }

  private static List<Attachment> read(byte[] message) throws Exception {
    return MimeReader.read(new SharedByteArrayInputStream(message), Preference.PLAIN)
        .attachments()
        .stream()
        .map(part -> new Attachment(part.number(), part.name(), part.type()))
        .toList();
  }

  private static BODYSTRUCTURE structure(byte[] message) throws Exception {
    byte[] row = Structures.row(message).getBytes(StandardCharsets.ISO_8859_1);
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Protocol protocol =
        new Protocol(new ByteArrayInputStream(row), nowhere, new Properties(), false);
    return Objects.requireNonNull(
        new FetchResponse(protocol).getItem(BODYSTRUCTURE.class), "no structure");
  }
}

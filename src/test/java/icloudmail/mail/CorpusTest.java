package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.Address;
import icloudmail.model.Body;
import icloudmail.model.Content;
import icloudmail.model.Envelope;
import icloudmail.model.Part;
import icloudmail.model.Preference;
import icloudmail.model.Reference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.angus.mail.iap.Protocol;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads every message under {@code corpus}, {@code TOPIC/NAME.eml}, and compares what is made of it
 * with {@code NAME.txt} beside it, which begins with a sentence that says what the message shows.
 * Where there is a {@code NAME.html.txt} too, it is read once more with its HTML preferred. {@code
 * -Dgolden=write} writes an expectation that is not there yet, to be read and put right by hand.
 */
class CorpusTest {
  private static final Path CORPUS = Path.of("src/test/resources/icloudmail/corpus");
  private static final Reference ANY = new Reference("INBOX", 1, 1);

  private static final Pattern LINE = Pattern.compile("[^\n]*\n");

  @TempDir Path directory;

  static List<Path> messages() throws IOException {
    try (Stream<Path> files = Files.walk(CORPUS)) {
      return files
          .filter(file -> file.toString().endsWith(".eml"))
          .map(CORPUS::relativize)
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void isReadAsItsExpectationSays(Path message) throws Exception {
    compare(message, Preference.PLAIN, expectation(message, ".txt"));
    Path html = expectation(message, ".html.txt");
    if (Files.exists(html)) {
      compare(message, Preference.HTML, html);
    }
  }

  @Test
  void everyExpectationHasItsMessageAndSaysWhatItShows() throws IOException {
    try (Stream<Path> files = Files.walk(CORPUS)) {
      List<Path> expectations = files.filter(file -> file.toString().endsWith(".txt")).toList();
      assertThat(expectations)
          .isNotEmpty()
          .allSatisfy(
              file -> {
                String message = file.toString().replaceAll("(\\.html)?\\.txt$", ".eml");
                assertThat(Path.of(message)).isRegularFile();
                assertThat(Files.readAllLines(file).get(0)).matches("# .{10,200}\\.");
              });
    }
  }

  private static Path expectation(Path message, String ending) {
    return CORPUS.resolve(message.toString().replaceAll("\\.eml$", ending));
  }

  private void compare(Path message, Preference preference, Path expectation) throws Exception {
    String read = read(CORPUS.resolve(message), preference);
    if (Files.notExists(expectation) && "write".equals(System.getProperty("golden"))) {
      Files.writeString(expectation, "# (what it shows)\n" + read);
    }
    String expected = Files.readString(expectation);
    assertThat(read).isEqualTo(expected.substring(expected.indexOf('\n') + 1));
  }

  private String read(Path file, Preference preference) throws Exception {
    Path copy =
        Files.copy(
            file,
            Files.createTempFile(directory, "m", ".eml"),
            StandardCopyOption.REPLACE_EXISTING);
    Envelope envelope;
    try (var header = Files.newInputStream(file)) {
      envelope = EnvelopeReader.read(row(), ANY, header);
    }
    try (MessageFile message =
        new MessageFile(new CopyInFile(copy, new TemporaryFiles()), envelope)) {
      return outline(envelope, message.body(preference));
    }
  }

  private static FetchResponse row() throws Exception {
    byte[] line = "* 1 FETCH (UID 1)\r\n".getBytes(StandardCharsets.US_ASCII);
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new FetchResponse(
        new Protocol(new ByteArrayInputStream(line), nowhere, new Properties(), false));
  }

  private static String outline(Envelope envelope, Body body) throws IOException {
    StringBuilder outline = new StringBuilder();
    line(outline, "Date", envelope.date());
    line(outline, "From", addresses(envelope.from()));
    line(outline, "To", addresses(envelope.to()));
    line(outline, "Cc", addresses(envelope.cc()));
    line(outline, "Reply-To", addresses(envelope.replyTo()));
    line(outline, "Subject", envelope.subject());
    line(outline, "Authentication", body.authentication());
    outline.append("Text:\n");
    // not String.lines(), which takes a lone CR for the end of a line too
    String text = body.text().replace("\r", "\\r");
    String ended = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    outline.append(LINE.matcher(ended).replaceAll("|$0"));
    for (Part part : body.attachments()) {
      outline.append("Part ").append(part.number()).append(": ").append(part.type());
      outline.append(part.name() == null ? "" : "; name=" + part.name());
      outline.append(part.charset() == null ? "" : "; charset=" + part.charset());
      outline.append("; size=").append(part.size()).append("; sha256=");
      outline.append(digest(part.content())).append('\n');
    }
    body.remarks().forEach(remark -> line(outline, "Remark", remark));
    return outline.toString();
  }

  private static void line(StringBuilder outline, String name, @Nullable Object value) {
    if (value != null) {
      outline.append(name).append(": ").append(value).append('\n');
    }
  }

  private static @Nullable String addresses(List<Address> addresses) {
    return addresses.isEmpty()
        ? null
        : addresses.stream().map(Address::toString).collect(Collectors.joining(", "));
  }

  /** The first octets of the digest of the decoded content. */
  private static String digest(Content content) throws IOException {
    try (var in = content.open()) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}

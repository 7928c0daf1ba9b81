package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import icloudmail.model.Body;
import icloudmail.model.Envelope;
import icloudmail.model.Part;
import icloudmail.model.Preference;
import icloudmail.model.Reference;
import icloudmail.render.JsonPrinter;
import icloudmail.render.Printer;
import icloudmail.render.Terminal;
import icloudmail.render.TextPrinter;
import icloudmail.render.View;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.Protocol;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;

/** Reads all of a message that can be read of it, and holds what it finds to what must be true. */
final class WholeReading {
  private static final Path CORPUS = Path.of("src/test/resources/icloudmail/corpus");
  private static final Path FAILED = Path.of("target/fuzz");
  private static final Reference ANY = new Reference("INBOX", 1, 1);
  private static final int SECONDS = 10;
  private static final Pattern ORDERS =
      Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069\\u2028\\u2029&&[^\\n\\t]]");

  private WholeReading() {}

  /** Every message of the corpus, in the order of their names. */
  static List<byte[]> corpus() throws IOException {
    try (Stream<Path> files = Files.walk(CORPUS)) {
      return files
          .filter(file -> file.toString().endsWith(".eml"))
          .sorted()
          .map(WholeReading::bytes)
          .toList();
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a message; one that cannot be read is written to {@code target/fuzz/NAME.eml}.
   *
   * @throws AssertionError that names it
   */
  static void check(String name, byte[] message) throws Exception {
    FutureTask<Void> reading = new FutureTask<>(() -> read(message), null);
    Thread reader = new Thread(reading, "reader of " + name);
    reader.setDaemon(true);
    reader.start();
    try {
      reading.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw kept(name, message, e.getCause());
    } catch (TimeoutException e) {
      AssertionError endless = new AssertionError("not read within " + SECONDS + " s");
      endless.setStackTrace(reader.getStackTrace());
      throw kept(name, message, endless);
    }
  }

  private static AssertionError kept(String name, byte[] message, Throwable why)
      throws IOException {
    Path file = Files.createDirectories(FAILED).resolve(name + ".eml");
    Files.write(file, message);
    return new AssertionError(file + " cannot be read: " + why, why);
  }

  private static void read(byte[] bytes) {
    try {
      MessageCopy copy = new CopyInMemory(new ByteArray(bytes, 0, bytes.length));
      Envelope envelope = EnvelopeReader.read(row(), ANY, new ByteArrayInputStream(bytes));
      try (MessageFile message = new MessageFile(copy, envelope)) {
        for (Preference preference : Preference.values()) {
          parts(message.body(preference));
        }
        for (View view : View.values()) {
          StringWriter text = new StringWriter();
          print(
              new TextPrinter(new PrintWriter(text), Terminal.none(), Clock.systemUTC()),
              message,
              view);
          assertThat(text.toString()).doesNotContainPattern(ORDERS);
        }
        print(new JsonPrinter(new PrintWriter(new StringWriter()), true), message, View.TEXT);
      }
    } catch (Exception e) {
      fail("it throws", e);
    }
  }

  private static void print(Printer printer, MessageFile message, View view) throws Exception {
    printer.message(message, view);
    printer.complete();
    printer.end();
  }

  private static void parts(Body body) throws IOException {
    int number = 0;
    for (Part part : body.attachments()) {
      assertThat(part.number()).isEqualTo(++number);
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      try {
        part.content().writeTo(content);
        assertThat(part.size()).isEqualTo(content.size());
      } catch (IOException e) {
        assertThat(part.size()).as("of what cannot be decoded to its end").isEqualTo(-1);
      }
    }
  }

  private static FetchResponse row() throws Exception {
    byte[] line = "* 1 FETCH (UID 1)\r\n".getBytes(StandardCharsets.US_ASCII);
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new FetchResponse(
        new Protocol(new ByteArrayInputStream(line), nowhere, new Properties(), false));
  }
}

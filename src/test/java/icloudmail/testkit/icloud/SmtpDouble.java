package icloudmail.testkit.icloud;

import icloudmail.testkit.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * Apple's submission server as far as it is known: STARTTLS on one port, TLS at once on another.
 */
public final class SmtpDouble implements AutoCloseable {
  /** One message as it was accepted. */
  public record Submission(String from, List<String> recipients, String data) {}

  private final Listener submission;
  private final Listener implicitTls;
  private final Faults faults;
  private final BiConsumer<String, byte[]> filing;
  private final SmtpSettings settings = new SmtpSettings();
  private final List<Submission> submissions = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile Consumer<String> listener = command -> {};

  /**
   * @param filing takes what is to be found in a folder: its name and the message
   */
  public SmtpDouble(TestCertificate certificate, Faults faults, BiConsumer<String, byte[]> filing) {
    this.faults = faults;
    this.filing = filing;
    SSLContext context = certificate.context();
    try {
      submission = new Listener(wire -> converse(wire, context));
      implicitTls =
          new Listener(
              wire -> {
                wire.startTls(context);
                converse(wire, context);
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In place of 587: plain until STARTTLS. */
  public int port() {
    return submission.port();
  }

  /** In place of 465: TLS from the first octet. */
  public int implicitTlsPort() {
    return implicitTls.port();
  }

  public SmtpSettings settings() {
    return settings;
  }

  public List<Submission> submissions() {
    return List.copyOf(submissions);
  }

  /** All command lines as they came, over all connections; no message, no later line of AUTH. */
  public List<String> commands() {
    return List.copyOf(commands);
  }

  /** Is told each command line before it is answered. */
  public void listen(Consumer<String> to) {
    listener = to;
  }

  /** How many connections got as far as the greeting. */
  public int connections() {
    return connections.get();
  }

  /** Forgets what came in, and the settings; the faults are another's. */
  public void reset() {
    submissions.clear();
    commands.clear();
    connections.set(0);
    listener = command -> {};
    settings.reset();
  }

  @Override
  public void close() {
    try {
      submission.close();
      implicitTls.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void heard(String command) {
    commands.add(command);
    listener.accept(command);
  }

  void accept(String from, List<String> recipients, byte[] message) {
    submissions.add(
        new Submission(from, List.copyOf(recipients), new String(message, StandardCharsets.UTF_8)));
    if (recipients.stream().anyMatch(settings::owns)) {
      filing.accept("INBOX", message);
    }
    if (settings.filesSentCopy()) {
      filing.accept("Sent Messages", message);
    }
  }

  private void converse(Wire wire, SSLContext context) throws IOException {
    connections.incrementAndGet();
    new SmtpConversation(this, wire, faults, context).hold();
  }
}

package icloudmail.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A submission server with STARTTLS and AUTH. Addresses at {@code refused.example} are refused,
 * those at {@code later.example} for now; From has to be the account's.
 */
public final class SubmissionServer implements AutoCloseable {
  /** One message as it was taken. */
  public record Taken(String from, List<String> recipients, String data) {}

  private final SMTPServer server;
  private final List<Taken> taken = Collections.synchronizedList(new ArrayList<>());
  private final List<String> logins = Collections.synchronizedList(new ArrayList<>());

  public SubmissionServer(TestCertificate certificate, Consumer<byte[]> delivery) {
    this(certificate, delivery, true, 0);
  }

  /**
   * @param tls whether STARTTLS is offered
   * @param maxSize the SIZE that EHLO tells; 0 for none
   */
  public SubmissionServer(
      TestCertificate certificate, Consumer<byte[]> delivery, boolean tls, int maxSize) {
    server =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .enableTLS(tls)
            .maxMessageSize(maxSize)
            .insertReceivedHeaders(false)
            .startTlsSocketFactory(certificate.context())
            .showAuthCapabilitiesBeforeSTARTTLS(!tls)
            .requireAuth()
            .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory(this::login))
            .messageHandlerFactory(context -> new Handler(delivery))
            .build();
    server.start();
  }

  public int port() {
    return server.getPortAllocated();
  }

  public List<Taken> taken() {
    return List.copyOf(taken);
  }

  /** User names that were tried, right or wrong. */
  public List<String> logins() {
    return List.copyOf(logins);
  }

  public void reset() {
    taken.clear();
    logins.clear();
  }

  @Override
  public void close() {
    server.stop();
  }

  private void login(String name, String password, MessageContext context)
      throws LoginFailedException {
    logins.add(name);
    if (!name.equals(MailServers.LOGIN) || !password.equals(MailServers.PASSWORD)) {
      throw new LoginFailedException("5.7.8 Error: authentication failed:");
    }
  }

  private final class Handler implements MessageHandler {
    private final Consumer<byte[]> delivery;
    private final List<String> recipients = new ArrayList<>();
    private String from = "";

    private Handler(Consumer<byte[]> delivery) {
      this.delivery = delivery;
    }

    @Override
    public void from(String sender) throws RejectException {
      if (!sender.equals(MailServers.LOGIN)) {
        throw new RejectException(550, "5.7.0 From address is not one of your addresses");
      }
      from = sender;
    }

    @Override
    public void recipient(String recipient) throws RejectException {
      if (recipient.endsWith("@refused.example")) {
        throw new RejectException(550, "5.1.1 No such user here");
      }
      if (recipient.endsWith("@later.example")) {
        throw new RejectException(450, "4.2.1 Try again later");
      }
      recipients.add(recipient);
    }

    @Override
    public String data(InputStream data) throws IOException, RejectException {
      byte[] bytes = data.readAllBytes();
      taken.add(
          new Taken(from, List.copyOf(recipients), new String(bytes, StandardCharsets.UTF_8)));
      if (recipients.contains(MailServers.LOGIN)) {
        delivery.accept(bytes);
      }
      return "2.0.0 Ok: queued as 9315A18002C5";
    }

    @Override
    public void done() {
      // nothing is kept open
    }
  }
}

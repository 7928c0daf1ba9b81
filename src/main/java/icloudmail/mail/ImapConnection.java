package icloudmail.mail;

import icloudmail.model.MailException;
import icloudmail.model.Secret;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Properties;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.jspecify.annotations.Nullable;

/** An IMAP connection over implicit TLS: Angus's, with a login in one round trip. */
final class ImapConnection extends IMAPProtocol {
  private static final byte[] DONE = {'D', 'O', 'N', 'E', '\r', '\n'};

  private final Endpoint server;
  private final TlsSockets sockets;
  private final Mask mask;
  private @Nullable String lastTag;
  private @Nullable String tag;
  private int messages;
  private volatile boolean grown;

  private ImapConnection(
      SessionFactory sessions, Endpoint server, Properties properties, TlsSockets sockets)
      throws IOException, ProtocolException {
    super("imaps", server.host(), server.port(), properties, false, sessions.imapLogger());
    this.server = server;
    this.sockets = sockets;
    this.mask = sessions.mask();
  }

  /**
   * Connects and reads the greeting.
   *
   * @throws MailException of kind TEMPORARY for the network, PROTOCOL for a server that cannot
   *     prove who it is
   */
  static ImapConnection open(SessionFactory sessions) throws MailException {
    try {
      TlsSockets sockets = sessions.imapSockets();
      Properties properties = sessions.imapProperties();
      properties.put("mail.imaps.socketFactory", sockets);
      return new ImapConnection(sessions, sessions.imap(), properties, sockets);
    } catch (IOException | ProtocolException e) {
      // somebody who has heard the password on a connection before may greet with it
      throw Unconnected.with(sessions.imap(), e).rephrased(sessions.mask()::over);
    }
  }

  /** From now on a read fails that brings nothing for so long. */
  void deadline(Duration longest) throws IOException {
    sockets.deadline(longest);
  }

  @Override
  public synchronized Response[] command(String command, @Nullable Argument arguments) {
    hold(true);
    try {
      return super.command(command, arguments);
    } finally {
      hold(false);
    }
  }

  private void hold(boolean together) {
    // the library may ask for capabilities before our own fields are there
    if (sockets != null) {
      sockets.hold(together);
    }
  }

  @Override
  public String writeCommand(String command, @Nullable Argument arguments)
      throws IOException, ProtocolException {
    tag = lastTag == null ? null : next(lastTag);
    lastTag = super.writeCommand(command, arguments);
    tag = lastTag;
    return lastTag;
  }

  private static String next(String last) {
    String prefix = last.replaceFirst("\\d+$", "");
    return prefix + (Integer.parseInt(last.substring(prefix.length())) + 1);
  }

  /** What is neither OK, NO nor BAD is no success (RFC 3501 section 7.1). */
  @Override
  public void handleResult(Response response) throws ProtocolException {
    super.handleResult(response);
    if (!response.isOK()) {
      throw new ProtocolException("neither OK, NO nor BAD: " + response.getRest());
    }
  }

  /** Of a server that did not tell what it can do the library keeps nothing that could be asked. */
  @Override
  public boolean hasCapability(String name) {
    return getCapabilities() != null && super.hasCapability(name);
  }

  /**
   * A response, the tagged one of another command being none: where a literal is about to be sent,
   * the library takes any as the end of the command.
   */
  @Override
  public Response readResponse() throws IOException, ProtocolException {
    // the library reads the greeting before our own fields are there
    Response response = mask == null ? parsed() : mask.over(parsed());
    if (tag != null && response.isTagged() && !tag.equals(response.getTag())) {
      throw new ProtocolException("no answer to this command: " + response);
    }
    if (response instanceof IMAPResponse line && line.keyEquals("EXISTS")) {
      if (line.getNumber() > messages) {
        grown = true;
      }
      messages = line.getNumber();
    } else if (response instanceof IMAPResponse line && line.keyEquals("EXPUNGE")) {
      messages--;
    }
    return response;
  }

  private Response parsed() throws IOException, ProtocolException {
    try {
      return ResponseLine.next(this);
    } catch (RuntimeException e) {
      throw Unreadable.of(e);
    }
  }

  /**
   * Whether the server has told of more messages than there were, in whatever answer: it says so
   * once, also within a command that is about something else. Where as many went as came, their
   * number is what it was.
   */
  boolean hasGrown() {
    return grown;
  }

  /** From now on only what comes later is growth. */
  void noteGrowth() {
    grown = false;
  }

  /** Ends an IDLE (RFC 2177): the one line that is no command. */
  void sayDone() throws IOException {
    OutputStream out = getOutputStream();
    out.write(DONE);
    out.flush();
  }

  /**
   * Logs in: AUTHENTICATE PLAIN with an initial response (RFC 4959) where the greeting offers it,
   * so that one command does. No CAPABILITY is asked for afterwards, since nothing here depends on
   * one.
   *
   * @throws MailException of kind AUTH where the server refuses, PROTOCOL where it takes no login
   */
  void login(String login, Secret password) throws MailException {
    if (isAuthenticated()) {
      // RFC 3501 section 7.1.4: somebody else's mailbox may be open, and takes no login
      throw Refusals.loggedInAlready(server);
    }
    try {
      suspendTracing();
      if (hasCapability("SASL-IR") && hasCapability("AUTH=PLAIN")) {
        String plain = "\0" + login + "\0" + password.reveal();
        String initial = Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        handleLoginResult(last(command("AUTHENTICATE PLAIN " + initial, null)));
      } else if (hasCapability("AUTH=PLAIN")) {
        authplain(null, login, password.reveal());
      } else if (hasCapability("LOGINDISABLED")) {
        // RFC 3501 section 6.2.3: it must not even be tried
        throw Refusals.withoutLogin(server, "", new MessagingException("LOGINDISABLED"));
      } else {
        login(login, password.reveal());
      }
    } catch (ProtocolException e) {
      throw Failures.login(server, login, e);
    } finally {
      resumeTracing();
    }
  }

  /**
   * One command and its responses, the tagged one last.
   *
   * @throws ProtocolException where that is not OK
   */
  Response[] ask(String command, @Nullable Argument arguments) throws ProtocolException {
    Response[] responses = command(command, arguments);
    handleResult(last(responses));
    return responses;
  }

  Response[] ask(String command) throws ProtocolException {
    return ask(command, null);
  }

  /** What takes responses as they come. */
  interface Arrivals {
    void take(Response response) throws MailException;
  }

  /**
   * One command, its untagged responses handed over as they come, so that they are never all in
   * memory.
   *
   * @throws ProtocolException where the tagged response is not OK, or the connection breaks
   * @throws MailException what {@code arrivals} throws; the connection is of no use then
   */
  void each(String command, Arrivals arrivals) throws ProtocolException, MailException {
    String tag = send(command);
    Response bye = null;
    while (true) {
      Response response;
      try {
        response = readResponse();
      } catch (IOException e) {
        throw new ConnectionException(this, bye == null ? Response.byeResponse(e) : bye);
      } catch (ProtocolException e) {
        logger.fine("a response cannot be parsed");
        continue;
      }
      if (response.isBYE()) {
        bye = response;
      } else if (response.isTagged() && response.getTag().equals(tag)) {
        handleResult(response);
        return;
      } else {
        handOver(response, arrivals);
      }
    }
  }

  private void handOver(Response response, Arrivals arrivals) throws MailException {
    boolean taken = false;
    try {
      arrivals.take(response);
      taken = true;
    } finally {
      if (!taken) {
        // the responses that are still to come would be taken for those of the next command
        disconnect();
      }
    }
  }

  private String send(String command) throws ProtocolException {
    try {
      return writeCommand(command, null);
    } catch (IOException e) {
      throw new ConnectionException(this, Response.byeResponse(e));
    }
  }

  /** {@code command}, the mailbox's name as IMAP writes it, and these items as a list. */
  Response[] askOf(String command, String mailbox, String... items) throws ProtocolException {
    Argument name = new Argument();
    writeMailboxName(name, mailbox);
    if (items.length > 0) {
      name.writeAtom("(" + String.join(" ", items) + ")");
    }
    return ask(command, name);
  }

  /** Leaves without a word. */
  void drop() {
    disconnect();
  }

  /** Says LOGOUT and leaves without waiting for an answer that nobody needs. */
  void leave() {
    try {
      writeCommand("LOGOUT", null);
    } catch (IOException | ProtocolException e) {
      logger.fine("LOGOUT could not be sent");
    } finally {
      disconnect();
    }
  }

  private static Response last(Response[] responses) {
    return Arrays.asList(responses).get(responses.length - 1);
  }
}

package icloudmail.mail;

import icloudmail.model.Account;
import icloudmail.model.Content;
import icloudmail.model.Envelope;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Query;
import icloudmail.model.Reference;
import icloudmail.model.Secret;
import icloudmail.model.UidRange;
import jakarta.mail.Flags;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.Literal;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.AppendUID;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.ListInfo;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;
import org.eclipse.angus.mail.imap.protocol.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** A logged-in IMAP connection that answers in model terms, one command a question. */
public final class ImapMailbox implements AutoCloseable {
  private final ImapConnection connection;
  private final Logger log;
  private @Nullable OpenFolder open;

  private record OpenFolder(String name, long uidValidity, int exists) {}

  private ImapMailbox(ImapConnection connection, Logger log) {
    this.connection = connection;
    this.log = log;
  }

  /**
   * Connects and logs in. The password is read first: without one there is nothing to ask a server.
   *
   * @throws MailException of kind AUTH where the login is refused, TEMPORARY for the network
   */
  public static ImapMailbox open(SessionFactory sessions, Account account) throws MailException {
    Secret password = sessions.passwordOf(account);
    ImapConnection connection = ImapConnection.open(sessions);
    boolean loggedIn = false;
    try {
      connection.login(account.login(), password);
      loggedIn = true;
      sessions.log().info("logged in to {} as {}", sessions.imap(), account.login());
      return new ImapMailbox(connection, sessions.log());
    } finally {
      if (!loggedIn) {
        connection.disconnect();
      }
    }
  }

  /** The number of messages without \Seen, from one STATUS. */
  public long unread(String folder) throws MailException {
    try {
      Status status = connection.status(folder, new String[] {"UNSEEN"});
      if (status == null || status.unseen < 0) {
        throw new MailException(Kind.PROTOCOL, "the server does not tell the count of " + folder);
      }
      return status.unseen;
    } catch (ProtocolException e) {
      throw opening(folder, e);
    }
  }

  /** Opens a folder for reading only, so that nothing in it can change. */
  public void examine(String folder) throws MailException {
    try {
      opened(folder, connection.examine(folder));
    } catch (ProtocolException e) {
      throw opening(folder, e);
    }
  }

  /** Opens a folder to change flags in it. */
  public void select(String folder) throws MailException {
    try {
      opened(folder, connection.select(folder));
    } catch (ProtocolException e) {
      throw opening(folder, e);
    }
  }

  private void opened(String folder, MailboxInfo info) {
    open = new OpenFolder(folder, info.uidvalidity, info.total);
    log.info("{}: {} messages, UIDVALIDITY {}", folder, info.total, info.uidvalidity);
  }

  /** UIDVALIDITY of the open folder. */
  public long uidValidity() {
    return folder().uidValidity();
  }

  /** How many messages the open folder has; they are numbered by arrival from 1. */
  public int messages() {
    return folder().exists();
  }

  /** The messages of the open folder with these numbers, newest first; one command. */
  public List<Envelope> envelopes(int first, int last) throws MailException {
    return envelopes("FETCH " + first + ":" + last + " " + EnvelopeReader.LIST_ITEMS);
  }

  /** The messages of the open folder with these UIDs, newest first; one command. */
  public List<Envelope> envelopes(List<Long> uids) throws MailException {
    if (uids.isEmpty()) {
      return List.of();
    }
    String set = SearchKeys.set(uids.stream().map(UidRange::of).toList());
    return envelopes("UID FETCH " + set + " " + EnvelopeReader.LIST_ITEMS);
  }

  private List<Envelope> envelopes(String command) throws MailException {
    try {
      List<Envelope> result = new ArrayList<>();
      for (Response response : connection.ask(command)) {
        if (response instanceof FetchResponse row) {
          EnvelopeReader.read(row, folder().name(), folder().uidValidity()).ifPresent(result::add);
        }
      }
      result.sort((a, b) -> Long.compare(b.reference().uid(), a.reference().uid()));
      return result;
    } catch (ProtocolException e) {
      throw Failures.imap("listing " + folder().name(), e);
    }
  }

  /**
   * UIDs of the open folder that may meet the query, newest first: a prefilter, never too narrow.
   */
  public List<Long> search(Query query) throws MailException {
    try {
      List<Long> uids = new ArrayList<>();
      for (Response response : connection.ask("UID SEARCH", SearchKeys.of(query))) {
        // where nothing is found iCloud sends no SEARCH line at all (icloud-facts 3)
        if (response instanceof IMAPResponse line && line.keyEquals("SEARCH")) {
          for (long uid = line.readLong(); uid != -1; uid = line.readLong()) {
            uids.add(uid);
          }
        }
      }
      uids.sort((a, b) -> Long.compare(b, a));
      return uids;
    } catch (ProtocolException e) {
      throw Failures.imap("searching " + folder().name(), e);
    }
  }

  /**
   * The message of the open folder with this UID, verified.
   *
   * @throws MailException of kind NOT_FOUND where there is none, TEMPORARY or PROTOCOL where the
   *     server doesn't hand it out whole
   */
  public MessageFile download(long uid) throws MailException {
    Reference reference = new Reference(folder().name(), folder().uidValidity(), uid);
    Optional<MessageFile> message = new Download(connection, reference, log).run();
    if (message.isPresent()) {
      return message.get();
    }
    // iCloud may leave out rows without an error (icloud-facts 2), so that none means nothing yet
    throw search(Query.named(reference)).contains(uid)
        ? new MailException(
            Kind.PROTOCOL, "the server holds back message " + reference, Failures.TRY_LATER)
        : new MailException(
            Kind.NOT_FOUND,
            folder().name() + " has no message with UID " + uid,
            "It may have been moved or deleted. icloud-mail list shows what is there.");
  }

  /** Sets \Seen on one message of the selected folder. */
  public void markSeen(long uid) throws MailException {
    try {
      connection.ask("UID STORE " + uid + " +FLAGS.SILENT (\\Seen)");
    } catch (ProtocolException e) {
      throw Failures.imap("marking as read", e);
    }
  }

  /** The folder for sent messages, or empty where the account has none. */
  public Optional<String> sentFolder() throws MailException {
    return FolderRoles.sent(list());
  }

  /**
   * Files a message, marked as read, without opening the folder (RFC 3501 section 6.3.11).
   *
   * @param size the exact number of octets that {@code content} writes
   * @return its reference, or empty where the server does not tell the UID
   */
  public Optional<Reference> append(String folder, Content content, int size) throws MailException {
    try {
      AppendUID filed =
          connection.appenduid(
              folder, new Flags(Flags.Flag.SEEN), null, new MessageLiteral(content, size));
      return filed == null
          ? Optional.empty()
          : Optional.of(new Reference(folder, filed.uidvalidity, filed.uid));
    } catch (ProtocolException e) {
      throw Failures.imap("filing a copy in " + folder, e);
    }
  }

  @Override
  public void close() {
    connection.leave();
  }

  private OpenFolder folder() {
    if (open == null) {
      throw new IllegalStateException("no folder is open");
    }
    return open;
  }

  private List<ListInfo> list() throws MailException {
    try {
      ListInfo[] folders = connection.list("", "*");
      return folders == null ? List.of() : Arrays.asList(folders);
    } catch (ProtocolException e) {
      throw Failures.imap("listing folders", e);
    }
  }

  /** A folder could not be opened: told apart by LIST, since wordings differ between servers. */
  private MailException opening(String folder, ProtocolException e) throws MailException {
    if (!(e instanceof CommandFailedException) || Failures.unavailable(e)) {
      return Failures.imap("opening " + folder, e);
    }
    List<String> names = list().stream().map(listed -> listed.name).sorted().toList();
    if (names.contains(folder)) {
      return Failures.imap("opening " + folder, e);
    }
    return new MailException(
        Kind.USAGE,
        "there is no folder '" + folder + "'",
        "These are there: " + String.join(", ", names) + ".",
        e);
  }

  /** A message as the literal of an APPEND, written straight from where it is kept. */
  private record MessageLiteral(Content content, int size) implements Literal {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      content.writeTo(out);
    }
  }
}

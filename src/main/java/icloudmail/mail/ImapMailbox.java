package icloudmail.mail;

import icloudmail.model.Account;
import icloudmail.model.Content;
import icloudmail.model.Flag;
import icloudmail.model.Folder;
import icloudmail.model.FolderRole;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Query;
import icloudmail.model.Reference;
import jakarta.mail.Flags;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.imap.AppendUID;
import org.jspecify.annotations.Nullable;

/** An account's mail, logged in: its folders, what they count, and the door to each of them. */
public final class ImapMailbox implements AutoCloseable {
  private final ImapSession session;
  private @Nullable List<Folder> folders;

  private ImapMailbox(ImapSession session) {
    this.session = session;
  }

  /**
   * Connects and logs in.
   *
   * @throws MailException of kind AUTH where the login is refused, TEMPORARY for the network
   */
  public static ImapMailbox open(SessionFactory sessions, Account account) throws MailException {
    return new ImapMailbox(ImapSession.open(sessions, account));
  }

  /** The same mail over one connection more, for what takes long. */
  public ImapMailbox beside() throws MailException {
    return new ImapMailbox(session.beside());
  }

  /** The server, as {@code host:port}. */
  public String server() {
    return session.server();
  }

  /** The form of the user name that was taken. */
  public String loggedInAs() {
    return session.loggedInAs();
  }

  /** What the server says that it can do now that the user is known. */
  public Capabilities capabilities() throws MailException {
    return session.repeat("asking for capabilities", Capabilities::ask);
  }

  /** The folders that can hold messages, and what each is for; one LIST for the whole run. */
  public List<Folder> folders() throws MailException {
    List<Folder> known = folders;
    if (known == null) {
      known = FolderRoles.assign(session.list());
      folders = known;
      session.remember(known);
    }
    return known;
  }

  /** See {@link ImapSession#requireNames}. */
  public void requireNames() throws MailException {
    session.requireNames();
  }

  /** The folder of this role, or empty where the account has none. */
  public Optional<String> find(FolderRole role) throws MailException {
    return folders().stream().filter(folder -> folder.role() == role).map(Folder::name).findFirst();
  }

  /**
   * The folder of this role.
   *
   * @throws MailException of kind USAGE where the account has none
   */
  public String folder(FolderRole role) throws MailException {
    return find(role).orElseThrow(() -> unknown(role.word(), null));
  }

  /**
   * The folder that {@code typed} means: the word of a role, in lower case, means the folder of
   * that role, or one of that name; whatever else is a name, or a role where no folder has that
   * name.
   *
   * @throws MailException of kind USAGE where there is none
   */
  public String folder(String typed) throws MailException {
    if (typed.equalsIgnoreCase(Query.INBOX)) {
      return Query.INBOX;
    }
    Optional<String> role = byRole(typed);
    Optional<String> name = folders().stream().map(Folder::name).filter(typed::equals).findFirst();
    Optional<String> found =
        FolderRole.ofWord(typed).isPresent() ? role.or(() -> name) : name.or(() -> role);
    return found.orElseThrow(() -> unknown(typed, null));
  }

  /**
   * The folder of this name, or, where there is none, of the role that it is the word of.
   *
   * @throws MailException of kind USAGE where there is none
   */
  public String existing(String name) throws MailException {
    return folders().stream().anyMatch(folder -> folder.name().equals(name))
        ? name
        : byRole(name).orElseThrow(() -> unknown(name, null));
  }

  /** The folder of the role whose word {@code typed} is, in any case. */
  private Optional<String> byRole(String typed) throws MailException {
    Optional<FolderRole> role = FolderRole.of(typed);
    return role.isEmpty() ? Optional.empty() : find(role.get());
  }

  /**
   * How many messages a folder has, and how many lack \Seen, from one STATUS; unknown where the
   * server cannot open it.
   */
  public Folder counted(Folder folder) throws MailException {
    return listed(folder.name(), name -> status(name, "MESSAGES", "UNSEEN"))
        .map(status -> folder.withCounts(status.messages(), status.unseen()))
        .orElse(folder);
  }

  /** The number of messages, from one STATUS: to open a large folder takes a server longer. */
  public long messages(String folder) throws MailException {
    return opening(folder, name -> status(name, "MESSAGES")).messages();
  }

  /** The number of messages without \Seen, from one STATUS. */
  public long unread(String folder) throws MailException {
    return opening(folder, name -> status(name, "UNSEEN")).unseen();
  }

  /** The UID that the next message of a folder will have, or more. */
  public long uidNext(String folder) throws MailException {
    return status(folder, "UIDNEXT").uidNext();
  }

  private FolderStatus status(String folder, String... items) throws MailException {
    FolderStatus status =
        session.repeat("opening " + folder, on -> FolderStatus.ask(on, folder, items));
    if (status.tellsNothing()) {
      throw new MailException(
          Kind.PROTOCOL, "the server does not tell the count of " + ServerText.name(folder));
    }
    return status;
  }

  /** Opens a folder for reading only, so that nothing in it can change. */
  public OpenFolder examine(String folder) throws MailException {
    return open(folder, true);
  }

  /**
   * A folder that was opened before: as it is, or opened again where another is open now.
   *
   * @throws MailException of kind REFUSED where the server has numbered it anew meanwhile
   */
  public OpenFolder again(OpenFolder folder) throws MailException {
    return session.isOpen(folder.name()) ? folder : examineAgain(folder);
  }

  /**
   * Opens a folder once more, for reading only.
   *
   * @throws MailException of kind REFUSED where the server has numbered it anew meanwhile
   */
  public OpenFolder examineAgain(OpenFolder seen) throws MailException {
    return same(examine(seen.name()), seen.uidValidity());
  }

  /** Opens a folder to change what is in it. */
  public OpenFolder select(String folder) throws MailException {
    return open(folder, false);
  }

  /**
   * Opens a folder once more, to change what was found in it.
   *
   * @throws MailException of kind REFUSED where the server has numbered it anew meanwhile
   */
  public OpenFolder selectAgain(OpenFolder seen) throws MailException {
    return same(select(seen.name()), seen.uidValidity());
  }

  /**
   * Opens the folder of a message, to change the message.
   *
   * @throws MailException of kind REFUSED where the reference would name another message
   */
  public OpenFolder select(Reference message) throws MailException {
    return same(select(message.folder()), message.uidValidity());
  }

  private static OpenFolder same(OpenFolder folder, long uidValidity) throws MailException {
    if (folder.uidValidity() != uidValidity) {
      throw Failures.renumbered(folder.name());
    }
    return folder;
  }

  /**
   * Opens one of several folders; empty where it is listed but cannot be opened, as those of
   * Apple's Notes (icloud-facts 1.3).
   */
  public Optional<OpenFolder> tryOpen(String folder, boolean readOnly) throws MailException {
    return listed(folder, name -> fresh(name, readOnly));
  }

  private <T> Optional<T> listed(String folder, Opening<T> opening) throws MailException {
    try {
      return Optional.of(opening.of(folder));
    } catch (MailException e) {
      if (!Failures.nonexistent(e)) {
        throw e;
      }
      session
          .log()
          .warn("skipped '{}': the server lists it but cannot open it", ServerText.name(folder));
      return Optional.empty();
    }
  }

  private OpenFolder open(String folder, boolean readOnly) throws MailException {
    return opening(folder, name -> fresh(name, readOnly));
  }

  private OpenFolder fresh(String folder, boolean readOnly) throws MailException {
    return new OpenFolder(session, folder, session.openFolder(folder, readOnly).uidValidity());
  }

  private interface Opening<T> {
    T of(String folder) throws MailException;
  }

  /** A folder that cannot be opened is looked for in LIST, since wordings differ. */
  private <T> T opening(String folder, Opening<T> opening) throws MailException {
    try {
      return opening.of(folder);
    } catch (MailException e) {
      if (!Failures.refused(e)) {
        throw e;
      }
      if (folders().stream().anyMatch(listed -> listed.name().equals(folder))) {
        throw Failures.nonexistent(e)
            ? new MailException(
                Kind.PROTOCOL,
                "the server lists the folder '" + ServerText.name(folder) + "' but cannot open it",
                "Folders of Apple's Notes are such. The others can be read.",
                e)
            : e;
      }
      return opening.of(byRole(folder).orElseThrow(() -> unknown(folder, e)));
    }
  }

  private MailException unknown(String folder, @Nullable MailException cause) {
    return Failures.unknown(folder, folders, cause);
  }

  /**
   * Files a message with these flags, without opening the folder (RFC 3501 section 6.3.11). It is
   * asked once: whoever tries again looks first whether it is there.
   *
   * @param size the exact number of octets that {@code content} writes
   * @return its reference, or empty where the server does not tell the UID
   */
  public Optional<Reference> append(String folder, Set<Flag> flags, Content content, int size)
      throws MailException {
    Flags marks = new Flags();
    flags.forEach(flag -> marks.add(flag.keyword()));
    AppendUID filed =
        session.unlessRefused(
            "filing a message in " + folder,
            on -> on.appenduid(folder, marks, null, new MessageLiteral(content, size)));
    return filed == null
        ? Optional.empty()
        : Optional.of(new Reference(folder, filed.uidvalidity, filed.uid));
  }

  /** Leaves without a word: the connection is dead, or about to be. */
  public void drop() {
    session.drop();
  }

  @Override
  public void close() {
    session.close();
  }
}

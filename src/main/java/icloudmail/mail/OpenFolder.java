package icloudmail.mail;

import icloudmail.model.Attachment;
import icloudmail.model.Condition;
import icloudmail.model.Envelope;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Progress;
import icloudmail.model.Reference;
import icloudmail.model.UidRange;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.jspecify.annotations.Nullable;

/** An opened folder: finds its messages and reads them. Nothing here changes anything. */
public final class OpenFolder {
  private final ImapSession session;
  private final String name;
  private final long uidValidity;

  OpenFolder(ImapSession session, String name, long uidValidity) {
    this.session = session;
    this.name = name;
    this.uidValidity = uidValidity;
  }

  public String name() {
    return name;
  }

  public long uidValidity() {
    return uidValidity;
  }

  /** How many messages it has; they are numbered by arrival from 1. */
  public int messages() {
    return session.messages();
  }

  /**
   * The UID that the next message will have, or more, as the server said when the folder was
   * opened; 0 or less where it did not say.
   */
  public long uidNext() {
    return session.uidNext();
  }

  /** Whether messages came, as the server said in whatever answer, since {@link #noteGrowth}. */
  public boolean hasGrown() {
    return session.hasGrown();
  }

  /** From now on only what comes later is growth. */
  public void noteGrowth() {
    session.noteGrowth();
  }

  /**
   * Waits for changes (RFC 2177); null where the server does not know how.
   *
   * @param longest after which a silent connection counts as dead
   */
  public @Nullable Idling idle(Duration longest) throws MailException {
    return session.idle(longest);
  }

  /**
   * UIDs of the messages that may meet {@code condition}, newest first: a prefilter, never too
   * narrow.
   */
  public Candidates candidates(Condition condition) throws MailException {
    SearchKeys.Search search = SearchKeys.of(condition, name);
    if (search.isNothing()) {
      return new Candidates(List.of(), true);
    }
    FoundUids found = search(search.argument());
    MeantReferences meant = new MeantReferences(condition);
    return new Candidates(
        meant.names() ? found.only(uid -> meant.may(reference(uid))) : found, search.isExact());
  }

  /**
   * What a search found.
   *
   * @param uids newest first
   * @param exact whether each of them meets the condition, so that nothing is left to check
   */
  public record Candidates(List<Long> uids, boolean exact) {}

  /** Those of {@code uids} that are there still, newest first. */
  public List<Long> present(Collection<Long> uids) throws MailException {
    FoundUids found = search(SearchKeys.uids(UidRange.of(uids)));
    // whatever else the server tells of was not asked for
    return uids.stream()
        .filter(found::contains)
        .distinct()
        .sorted(Collections.reverseOrder())
        .toList();
  }

  /** UIDs of the messages that came since the next UID was {@code uidNext}, newest first. */
  public List<Long> since(long uidNext) throws MailException {
    UidRange range = new UidRange(uidNext, UidRange.MAX_UID);
    return search(SearchKeys.uids(List.of(range))).stream().filter(range::contains).toList();
  }

  /**
   * Whether a message has arrived less than {@code age} ago by the server's clock (RFC 5032); only
   * where that offers {@link Capabilities#WITHIN}.
   *
   * @param age a second at least
   */
  public boolean isYounger(long uid, Duration age) throws MailException {
    Argument keys = new Argument();
    keys.writeAtom("UID");
    keys.writeAtom(Long.toString(uid));
    keys.writeAtom("YOUNGER");
    keys.writeAtom(Long.toString(age.toSeconds()));
    return search(keys).contains(uid);
  }

  /** Asks the server about the words of {@code condition} that only it can look for. */
  public Condition.TextSearch texts(Condition condition) throws MailException {
    return TextFinds.of(condition, this);
  }

  FoundUids search(Argument keys) throws MailException {
    return session.repeat(
        "searching " + name,
        connection -> {
          FoundUids uids = new FoundUids();
          for (Response response : connection.ask("UID SEARCH", keys)) {
            // where nothing is found iCloud sends no SEARCH line at all (icloud-facts 3)
            if (response instanceof IMAPResponse line && line.keyEquals("SEARCH")) {
              for (long uid = line.readLong(); uid != -1; uid = line.readLong()) {
                if (UidRange.isUid(uid) && !uids.found(uid)) {
                  throw tooMany();
                }
              }
              requireEnd(line);
            }
          }
          uids.complete();
          return uids;
        });
  }

  /** Behind what is no UID there may be more of them. What it is may repeat a secret. */
  private void requireEnd(IMAPResponse line) throws MailException {
    String rest = line.getRest().strip();
    // RFC 7162 section 3.1.5: (MODSEQ n) may end it
    boolean end = rest.startsWith("(MODSEQ ") && rest.indexOf(')') == rest.length() - 1;
    if (!rest.isEmpty() && !end) {
      throw new MailException(
          Kind.PROTOCOL,
          "the server's answer makes no sense (searching "
              + ServerText.name(name)
              + ": among the UIDs is what is none)",
          Failures.TRY_LATER);
    }
  }

  private MailException tooMany() {
    return Failures.endless(
        "the server sends too much (searching "
            + ServerText.name(name)
            + ": it finds more than "
            + FoundUids.MOST
            + " messages)",
        null);
  }

  /**
   * The messages with these numbers, newest first; one command, unless the server leaves some out.
   */
  public Rows numbered(int first, int last) throws MailException {
    return new RowReader(session, name, uidValidity, false).numbered(first, last);
  }

  /**
   * The messages with these UIDs, newest first; one command, unless the server leaves some out.
   *
   * @param attachments whether their attachments are asked for
   */
  public Rows rows(List<Long> uids, boolean attachments) throws MailException {
    return new RowReader(session, name, uidValidity, attachments).named(uids);
  }

  /**
   * How the texts of these messages begin, by UID; empty for one that cannot be read. One that is
   * gone, or that the server holds back, is missing.
   */
  public Map<Long, String> snippets(List<Long> uids) throws MailException {
    return Snippets.read(session, uids);
  }

  /** The attachments of a message whose structure the server does not tell. */
  public Envelope withAttachments(Envelope envelope) throws MailException {
    try (MessageFile message = download(envelope.reference().uid())) {
      return envelope.withAttachments(
          message.body().attachments().stream()
              .map(part -> new Attachment(part.number(), part.name(), part.type()))
              .toList());
    }
  }

  /**
   * The message with this UID, verified.
   *
   * @throws MailException of kind NOT_FOUND where there is none, TEMPORARY or PROTOCOL where the
   *     server doesn't hand it out whole
   */
  public MessageFile download(long uid) throws MailException {
    return download(uid, Progress.NONE);
  }

  /**
   * As {@link #download(long)}.
   *
   * @param progress is told of its octets as they come
   */
  public MessageFile download(long uid, Progress progress) throws MailException {
    Reference reference = reference(uid);
    Optional<MessageFile> message = new Download(session, reference, progress).run();
    if (message.isPresent()) {
      return message.get();
    }
    // iCloud may leave out rows without an error (icloud-facts 2), so that none means nothing yet
    throw present(List.of(uid)).isEmpty() ? absent(uid) : heldBack(List.of(reference));
  }

  /**
   * The messages with these UIDs, by many in one command, each whole as {@link #download} has it.
   *
   * @return the UIDs of those that did not come whole this way, to be downloaded one by one
   * @throws MailException of kind TEMPORARY where five attempts in a row bring nothing, and what
   *     {@code taker} throws
   */
  public List<Long> downloadAll(List<Long> uids, DownloadTaker taker) throws MailException {
    return new BulkDownload(session, this, taker).run(uids);
  }

  /**
   * Tells the flags and the size of these messages; a row that the server leaves out is missing.
   */
  public void inventory(List<Long> uids, InventoryTaker taker) throws MailException {
    Inventory.read(session, name, uids, taker);
  }

  /** What changes this folder; it must have been selected for it. */
  public FolderChanges changes() {
    return new FolderChanges(session, name);
  }

  public Reference reference(long uid) {
    return new Reference(name, uidValidity, uid);
  }

  /** There is no message with this UID. */
  public MailException absent(long uid) {
    return new MailException(
        Kind.NOT_FOUND,
        ServerText.name(name) + " has no message with UID " + uid,
        "It may have been moved or deleted. icloud-mail list shows what is there.");
  }

  /** There are messages with these UIDs, but the server does not hand them out. */
  public MailException heldBack(Collection<Long> uids) {
    return heldBack(uids.stream().map(this::reference).toList());
  }

  static MailException heldBack(List<Reference> messages) {
    return new MailException(
        Kind.PROTOCOL,
        messages.size() == 1
            ? "the server holds back message " + messages.get(0)
            : "the server holds back messages, " + messages.size() + " at least, as " + messages,
        Failures.TRY_LATER);
  }
}

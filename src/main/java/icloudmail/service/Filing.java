package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.OpenFolder;
import icloudmail.mail.Rows;
import icloudmail.mail.SessionFactory;
import icloudmail.model.Account;
import icloudmail.model.Condition;
import icloudmail.model.Content;
import icloudmail.model.Flag;
import icloudmail.model.Folder;
import icloudmail.model.FolderRole;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Reference;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Files a message of one's own in the folder of a role. APPEND is not idempotent, so each attempt
 * looks first whether the message is there. No folder is ever made.
 */
final class Filing {
  private static final int ATTEMPTS = 2;

  /** Of one Message-ID there are few; a server that finds many does not look for it. */
  private static final int MOST_LOOKED_AT = 10;

  private final SessionFactory sessions;
  private final Logger log;

  Filing(SessionFactory sessions, Logger log) {
    this.sessions = sessions;
    this.log = log;
  }

  /** Gives a connection that is logged in, a new one for each attempt. */
  interface Opening {
    ImapMailbox open() throws MailException;
  }

  /**
   * Where a message is.
   *
   * @param reference null where the server does not tell
   * @param present whether it was there before
   */
  record Filed(String folder, @Nullable Reference reference, boolean present) {}

  /**
   * Files {@code content}, of {@code size} octets.
   *
   * @throws MailException where it is not filed, or nobody knows; of kind USAGE where the account
   *     has no folder of this role
   */
  Filed file(
      Account account,
      FolderRole role,
      Set<Flag> flags,
      String messageId,
      Content content,
      long size)
      throws MailException {
    return file(() -> ImapMailbox.open(sessions, account), role, flags, messageId, content, size);
  }

  /** The same over connections that {@code opening} gives. */
  Filed file(
      Opening opening,
      FolderRole role,
      Set<Flag> flags,
      String messageId,
      Content content,
      long size)
      throws MailException {
    for (int attempt = 1; ; attempt++) {
      try (ImapMailbox mailbox = opening.open()) {
        OpenFolder folder = mailbox.examine(folder(mailbox, role));
        Optional<Reference> present = present(folder, messageId);
        if (present.isPresent()) {
          return new Filed(folder.name(), present.get(), true);
        }
        Reference filed =
            mailbox.append(folder.name(), flags, content, Math.toIntExact(size)).orElse(null);
        return new Filed(folder.name(), filed, false);
      } catch (MailException e) {
        log.info("not filed", e);
        if (e.kind() != Kind.TEMPORARY || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /**
   * The message of this Message-ID in {@code folder}, by its own header: what the server finds may
   * be any other.
   *
   * @throws MailException also where the server holds back what it has found
   */
  static Optional<Reference> present(OpenFolder folder, String messageId) throws MailException {
    List<Long> found = folder.candidates(new Condition.HasMessageId(messageId)).uids();
    Optional<MailException> shortfall = Optional.empty();
    for (long uid : found.subList(0, Math.min(found.size(), MOST_LOOKED_AT))) {
      Rows rows = folder.rows(List.of(uid), false);
      if (rows.envelopes().stream().anyMatch(each -> messageId.equals(each.messageId()))) {
        return Optional.of(folder.reference(uid));
      }
      shortfall = shortfall.or(rows::shortfall);
    }
    if (shortfall.isPresent()) {
      throw shortfall.get();
    }
    return Optional.empty();
  }

  private static String folder(ImapMailbox mailbox, FolderRole role) throws MailException {
    Optional<String> folder = mailbox.find(role);
    if (folder.isPresent()) {
      return folder.get();
    }
    String names =
        mailbox.folders().stream().map(Folder::name).sorted().collect(Collectors.joining(", "));
    throw new MailException(
        Kind.USAGE,
        "the account has no folder for " + (role == FolderRole.SENT ? "sent messages" : "drafts"),
        "These are there: " + names + ".");
  }
}

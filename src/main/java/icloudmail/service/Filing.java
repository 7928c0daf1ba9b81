package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.OpenFolder;
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

  /** The message of this Message-ID in {@code folder}. */
  static Optional<Reference> present(OpenFolder folder, String messageId) throws MailException {
    return folder.candidates(new Condition.HasMessageId(messageId)).uids().stream()
        .findFirst()
        .map(folder::reference);
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

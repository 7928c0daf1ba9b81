package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.SessionFactory;
import icloudmail.model.Account;
import icloudmail.model.Flag;
import icloudmail.model.MailException;
import icloudmail.model.Original;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;

/** Tells a message by a flag that it was answered or forwarded. */
final class OriginalMark {
  private final SessionFactory sessions;
  private final Logger log;

  OriginalMark(SessionFactory sessions, Logger log) {
    this.sessions = sessions;
    this.log = log;
  }

  /** Sets the flag; where that fails there is a warning, since the response itself is sent. */
  void set(Account account, Original original) {
    Flag flag = original.forwarded() ? Flag.FORWARDED : Flag.ANSWERED;
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      mailbox
          .select(original.reference())
          .changes()
          .flag(List.of(original.reference().uid()), Set.of(flag), true);
      log.info("marked {} as {}", original.reference(), flag.keyword());
    } catch (MailException e) {
      log.warn(
          "sent, but {} is not marked as {}: {}",
          original.reference(),
          original.forwarded() ? "forwarded" : "answered",
          e.getMessage());
    }
  }
}

package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.MessageFile;
import icloudmail.mail.SessionFactory;
import icloudmail.model.Account;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.MessageSink;
import icloudmail.model.Query;
import icloudmail.model.UidRange;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/** Downloads whole messages, verified, one by one, and hands each to a sink. */
public final class FetchService {
  private final SessionFactory sessions;
  private final Logger log;

  FetchService(SessionFactory sessions, Logger log) {
    this.sessions = sessions;
    this.log = log;
  }

  /**
   * Fetches every message of the query, oldest first.
   *
   * @param seen whether each is marked as read once the sink has taken it
   * @return how many the sink took
   * @throws MailException of kind NOT_FOUND, after the others were handed over, where a message
   *     that was named, or any message at all, is not there
   */
  public int fetch(Account account, Query query, boolean seen, MessageSink sink)
      throws MailException {
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      if (seen) {
        mailbox.select(query.folder());
      } else {
        mailbox.examine(query.folder());
      }
      Messages.checkUidValidity(mailbox, query);
      int taken = 0;
      Set<Long> missing = new TreeSet<>();
      for (long uid : uids(mailbox, query)) {
        if (fetch(mailbox, uid, seen, sink)) {
          taken++;
        } else {
          missing.add(uid);
        }
      }
      refuseMissing(query, taken, missing);
      return taken;
    }
  }

  private boolean fetch(ImapMailbox mailbox, long uid, boolean seen, MessageSink sink)
      throws MailException {
    Optional<MessageFile> downloaded = mailbox.download(uid);
    if (downloaded.isEmpty()) {
      return false;
    }
    try (MessageFile message = downloaded.get()) {
      sink.accept(message);
      log.info("fetched {}", message.envelope().reference());
    }
    if (seen) {
      mailbox.markSeen(uid);
    }
    return true;
  }

  /** UIDs in ascending order. Those named one by one need no search, and are one command less. */
  private static SortedSet<Long> uids(ImapMailbox mailbox, Query query) throws MailException {
    SortedSet<Long> uids = new TreeSet<>();
    if (query.conditions().isEmpty() && query.uids().stream().allMatch(UidRange::single)) {
      query.uids().forEach(uid -> uids.add(uid.first()));
    }
    if (uids.isEmpty()) {
      uids.addAll(Messages.uids(mailbox, query));
    }
    return uids;
  }

  private static void refuseMissing(Query query, int taken, Set<Long> missing)
      throws MailException {
    if (!missing.isEmpty()) {
      throw new MailException(
          Kind.NOT_FOUND,
          query.folder()
              + " has no message with UID "
              + missing.stream().map(String::valueOf).collect(Collectors.joining(", ")),
          "It may have been moved or deleted. icloud-mail list shows what is there.");
    }
    if (taken == 0) {
      throw new MailException(Kind.NOT_FOUND, "no message of " + query.folder() + " is meant");
    }
  }
}

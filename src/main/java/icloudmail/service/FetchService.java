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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
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
   * Fetches every message of the query, oldest first. One that cannot be had does not keep the
   * others back.
   *
   * @param seen whether each is marked as read once the sink has taken it
   * @throws MailException after the others were handed over, where a message that was named, or any
   *     message at all, is not there (NOT_FOUND), or the server does not hand one out whole
   */
  public void fetch(Account account, Query query, boolean seen, MessageSink sink)
      throws MailException {
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      if (seen) {
        mailbox.select(query.folder());
      } else {
        mailbox.examine(query.folder());
      }
      Messages.checkUidValidity(mailbox, query);
      SortedSet<Long> uids = uids(mailbox, query);
      List<MailException> failures = new ArrayList<>();
      for (long uid : uids) {
        try {
          fetch(mailbox, uid, seen, sink);
        } catch (MailException e) {
          if (!onlyThisMessage(e)) {
            throw e;
          }
          failures.add(e);
        }
      }
      report(query, uids.size(), failures);
    }
  }

  private void fetch(ImapMailbox mailbox, long uid, boolean seen, MessageSink sink)
      throws MailException {
    try (MessageFile message = mailbox.download(uid)) {
      sink.accept(message);
      log.info("fetched {}", message.envelope().reference());
    }
    if (seen) {
      mailbox.markSeen(uid);
    }
  }

  /** Whether the connection and the output still stand, so that the next message can be tried. */
  private static boolean onlyThisMessage(MailException e) {
    return e.kind() == Kind.NOT_FOUND || e.kind() == Kind.PROTOCOL;
  }

  /** The worst failure decides; the others are told as warnings. */
  private void report(Query query, int meant, List<MailException> failures) throws MailException {
    if (meant == 0) {
      throw new MailException(Kind.NOT_FOUND, "no message of " + query.folder() + " is meant");
    }
    failures.sort(Comparator.comparing(MailException::kind));
    for (int i = 0; i < failures.size() - 1; i++) {
      log.warn(failures.get(i).getMessage());
    }
    if (!failures.isEmpty()) {
      throw failures.get(failures.size() - 1);
    }
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
}

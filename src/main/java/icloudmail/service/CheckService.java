package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.SessionFactory;
import icloudmail.model.Account;
import icloudmail.model.CheckResult;
import icloudmail.model.Condition;
import icloudmail.model.Envelope;
import icloudmail.model.Listing;
import icloudmail.model.MailException;
import icloudmail.model.Query;
import icloudmail.model.Receiver;
import icloudmail.store.Job;
import icloudmail.store.Jobs;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;

/** Tells whether there is mail, with as few commands as the answer needs. */
public final class CheckService {
  private final SessionFactory sessions;
  private final Jobs jobs;
  private final Clock clock;
  private final Logger log;

  CheckService(SessionFactory sessions, Jobs jobs, Clock clock, Logger log) {
    this.sessions = sessions;
    this.jobs = jobs;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Counts the messages of the query in all accounts; all or the unread ones of a folder with one
   * STATUS.
   */
  public CheckResult count(List<Account> accounts, Query query) throws MailException {
    return new CheckResult(
        query.scope(), new EachAccount(accounts, log).sum(account -> count(account, query)));
  }

  private long count(Account account, Query query) throws MailException {
    Setbacks setbacks = new Setbacks(log);
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      if (query.isUnreadOfFolder()) {
        return unread(mailbox, query);
      }
      if (query.scope().single() && query.condition().equals(Condition.everything())) {
        return mailbox.messages(folder(mailbox, query));
      }
      long[] count = {0};
      new FolderWalk(mailbox, true, setbacks)
          .each(
              query.scope(),
              Set.of(),
              folder -> count[0] += new Finder(folder, query.condition(), setbacks).count());
      setbacks.report();
      return count[0];
    }
  }

  /**
   * Hands over the messages of the query, each folder's newest first; they are looked at only if
   * there are any.
   */
  public CheckResult list(List<Account> accounts, Query query, Consumer<Listing> pieces)
      throws MailException {
    long found =
        new EachAccount(accounts, log)
            .sum(
                account ->
                    list(
                        account,
                        query,
                        piece ->
                            pieces.accept(accounts.size() > 1 ? piece.of(account.name()) : piece)));
    if (found == 0) {
      pieces.accept(new Listing(query.scope(), List.of()));
    }
    return new CheckResult(query.scope(), found);
  }

  private long list(Account account, Query query, Pieces pieces) throws MailException {
    Setbacks setbacks = new Setbacks(log);
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      long[] count = {0};
      if (!query.isUnreadOfFolder() || unread(mailbox, query) > 0) {
        new FolderWalk(mailbox, true, setbacks)
            .each(
                query.scope(),
                Set.of(),
                folder ->
                    new Finder(folder, query.condition(), setbacks)
                        .find(
                            Integer.MAX_VALUE,
                            found -> {
                              count[0] += found.size();
                              handOver(query, found, pieces);
                              return true;
                            }));
      }
      setbacks.report();
      return count[0];
    }
  }

  /**
   * Tells each message of the query, whoever was told of it before.
   *
   * @return how many were told
   */
  public long present(List<Account> accounts, Query query, Receiver receiver) throws MailException {
    long told =
        new EachAccount(accounts, log)
            .sum(
                account -> {
                  long[] taken = {0};
                  list(account, query, piece -> taken[0] += take(account, piece, receiver));
                  return taken[0];
                });
    receiver.complete();
    return told;
  }

  /**
   * Tells what a job has not been told yet.
   *
   * @param fromStart whether a folder that it never looked into is new as a whole
   * @return how many messages were told
   * @throws MailException of kind TEMPORARY where another run has the job
   */
  public long news(
      List<Account> accounts, Query query, String name, boolean fromStart, Receiver receiver)
      throws MailException {
    try (Job job = jobs.open(name)) {
      NewMail news = new NewMail(query, job, fromStart, receiver, clock, log);
      try {
        return new EachAccount(accounts, log).sum(account -> news(account, query, news));
      } finally {
        // what was taken before a failure is out too
        if (receiver.complete()) {
          job.save();
        }
      }
    }
  }

  private long news(Account account, Query query, NewMail news) throws MailException {
    Setbacks setbacks = new Setbacks(log);
    NewMail.Owner owner = new NewMail.Owner(account.name(), account.login());
    long[] told = {0};
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      new FolderWalk(mailbox, true, setbacks)
          .each(
              query.scope(),
              Set.of(),
              folder -> told[0] += news.look(owner, folder, true, setbacks));
    }
    setbacks.report();
    return told[0];
  }

  private static long take(Account account, Listing piece, Receiver receiver) throws MailException {
    long told = 0;
    for (Envelope each : piece.envelopes()) {
      told += receiver.take(account.name(), each) ? 1 : 0;
    }
    return told;
  }

  private interface Pieces {
    void take(Listing piece) throws MailException;
  }

  private static void handOver(Query query, List<Envelope> found, Pieces pieces)
      throws MailException {
    if (!found.isEmpty()) {
      pieces.take(new Listing(query.scope(), found));
    }
  }

  private static long unread(ImapMailbox mailbox, Query query) throws MailException {
    return mailbox.unread(folder(mailbox, query));
  }

  private static String folder(ImapMailbox mailbox, Query query) throws MailException {
    return FolderWalk.names(mailbox, query.scope()).get(0);
  }
}

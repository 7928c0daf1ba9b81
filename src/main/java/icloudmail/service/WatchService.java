package icloudmail.service;

import icloudmail.mail.SessionFactory;
import icloudmail.model.Account;
import icloudmail.model.MailException;
import icloudmail.model.Query;
import icloudmail.model.Receiver;
import icloudmail.model.Ticker;
import icloudmail.model.WatchReport;
import icloudmail.store.Job;
import icloudmail.store.Jobs;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Waits for mail, in several folders and accounts at once. */
public final class WatchService {
  private final SessionFactory sessions;
  private final Jobs jobs;
  private final Clock clock;
  private final Ticker ticker;
  private final Logger log;

  WatchService(SessionFactory sessions, Jobs jobs, Clock clock, Ticker ticker, Logger log) {
    this.sessions = sessions;
    this.jobs = jobs;
    this.clock = clock;
    this.ticker = ticker;
    this.log = log;
  }

  /**
   * How it is watched.
   *
   * @param job what is told once is not told again to, or null for this run alone
   * @param fromStart whether a folder that the job never looked into is new as a whole
   * @param present whether what is there already counts as well, whatever the job was told
   * @param longest how long is waited for the first message; null where it is watched for ever
   */
  public record Manner(
      @Nullable String job, boolean fromStart, boolean present, @Nullable Duration longest) {}

  /**
   * Watches until the user ends it or, where that is meant, until there is a message or the time is
   * over.
   *
   * @return how many messages were told
   * @throws MailException of kind TEMPORARY where another run has the job; of kind AUTH where a
   *     login is refused, also in the middle; where the time is over and it is not known whether
   *     there is a message, why not; what {@code receiver} throws
   */
  public long watch(
      List<Account> accounts, Query query, Manner manner, Receiver receiver, WatchReport report)
      throws MailException {
    try (Job job = manner.job() == null ? Jobs.passing() : jobs.open(manner.job())) {
      long told = watch(accounts, query, job, manner, new OneAtATime(receiver, report));
      if (receiver.complete()) {
        job.save();
      }
      return told;
    }
  }

  private long watch(List<Account> accounts, Query query, Job job, Manner manner, OneAtATime calls)
      throws MailException {
    Ending ending = new Ending(ticker, manner.longest());
    List<Watcher> watchers = new CopyOnWriteArrayList<>();
    NewMail news = new NewMail(query, job, manner.fromStart(), calls, clock, log);
    for (Account account : accounts) {
      NewMail.Owner owner = new NewMail.Owner(account.name(), account.login());
      Watched look = new Watched(owner, news, calls, ending, manner, log);
      boolean named = accounts.size() > 1;
      Lines lines = new Lines(account, named, query, look, calls, ending, watchers);
      lines.begin(0);
    }
    for (int i = 0; i < watchers.size(); i++) {
      watchers.get(i).join();
    }
    ending.report(log);
    if (manner.longest() != null && ending.told() == 0 && !ticker.stopped()) {
      Setbacks unsettled = new Setbacks(log);
      watchers.forEach(watcher -> watcher.unsettled().ifPresent(unsettled::add));
      ending.doubts().forEach(unsettled::add);
      unsettled.report();
    }
    return ending.told();
  }

  /** Begins to watch the folders of an account, a thread for each connection. */
  private final class Lines {
    private final Account account;
    private final boolean named;
    private final WatchReport report;
    private final Ending ending;
    private final List<Watcher> watchers;
    private final AccountLines lines;

    Lines(
        Account account,
        boolean named,
        Query query,
        FolderLine.Look look,
        WatchReport report,
        Ending ending,
        List<Watcher> watchers) {
      this.account = account;
      this.named = named;
      this.report = report;
      this.ending = ending;
      this.watchers = watchers;
      this.lines =
          new AccountLines(
              sessions, account, query.scope(), look, ticker, this::begin, ending::doubt);
    }

    void begin(int number) {
      WatchLoop loop =
          new WatchLoop(
              account.name(),
              () -> lines.open(number),
              ticker,
              report,
              new Backoff(new Random()),
              ending);
      Watcher watcher = new Watcher(account.name(), number, named, loop, ending);
      watchers.add(watcher);
      watcher.start();
    }
  }
}

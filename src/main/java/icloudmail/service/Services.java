package icloudmail.service;

import icloudmail.mail.MimeComposer;
import icloudmail.mail.PreparedComposer;
import icloudmail.mail.SessionFactory;
import icloudmail.model.Pause;
import icloudmail.model.Ticker;
import icloudmail.store.Jobs;
import icloudmail.store.Outbox;
import icloudmail.store.SentLog;
import icloudmail.store.StateDirectory;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;

/** The services, each made over the same sessions when its command asks for it. */
public final class Services {
  private final SessionFactory sessions;
  private final Clock clock;
  private final Path state;
  private final Pause pause;
  private final Ticker ticker;
  private final Logger log;

  /**
   * @param state the directory that the program keeps its state in
   * @param pause waits between messages
   * @param ticker the time of those who wait for mail
   */
  public Services(
      SessionFactory sessions, Clock clock, Path state, Pause pause, Ticker ticker, Logger log) {
    this.sessions = sessions;
    this.clock = clock;
    this.state = state;
    this.pause = pause;
    this.ticker = ticker;
    this.log = log;
  }

  public SendService send() {
    Outbox box = new Outbox(state, clock);
    return new SendService(sessions, composition(), box, delivery(), onlyOnce(box));
  }

  public DraftService draft() {
    return new DraftService(composition(), new Filing(sessions, log), state);
  }

  public OutboxService outbox() {
    Outbox box = new Outbox(state, clock);
    return new OutboxService(sessions, delivery(), onlyOnce(box), box, pause, log);
  }

  public ListService list() {
    return new ListService(sessions, log);
  }

  public FetchService fetch() {
    return new FetchService(sessions, log);
  }

  public ExportService export() {
    return new ExportService(sessions, log);
  }

  public VerifyService verify() {
    return new VerifyService(sessions, log);
  }

  public CheckService check() {
    return new CheckService(sessions, new Jobs(state, clock), clock, log);
  }

  public JobService jobs() {
    return new JobService(new Jobs(state, clock), log);
  }

  public WatchService watch() {
    return new WatchService(sessions, new Jobs(state, clock), clock, ticker, log);
  }

  public FolderService folders() {
    return new FolderService(sessions);
  }

  public MarkService mark() {
    return new MarkService(sessions, log);
  }

  public MoveService move() {
    return new MoveService(sessions, log);
  }

  public DoctorService doctor() {
    return new DoctorService(
        sessions,
        new StateDirectory(state),
        new Outbox(state, clock),
        new Jobs(state, clock),
        clock);
  }

  private Compositions composition() {
    return new Compositions(
        new MimeComposer(clock),
        new PreparedComposer(clock),
        new Originals(sessions, log),
        state,
        log);
  }

  private Delivery delivery() {
    SentLog sent = new SentLog(state, clock);
    OriginalMark mark = new OriginalMark(sessions, log);
    return new Delivery(copies(), mark, new DailyLimit(sent, log), sent, log);
  }

  private OnlyOnce onlyOnce(Outbox box) {
    return new OnlyOnce(new SentLog(state, clock), box, copies(), log);
  }

  private SentCopies copies() {
    return new SentCopies(sessions, log);
  }
}

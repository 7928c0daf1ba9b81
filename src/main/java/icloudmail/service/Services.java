package icloudmail.service;

import icloudmail.mail.MimeComposer;
import icloudmail.mail.SessionFactory;
import icloudmail.store.Outbox;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;

/** The services, each made over the same sessions when its command asks for it. */
public final class Services {
  private final SessionFactory sessions;
  private final Clock clock;
  private final Path state;
  private final Logger log;

  /**
   * @param state the directory that the program keeps its state in
   */
  public Services(SessionFactory sessions, Clock clock, Path state, Logger log) {
    this.sessions = sessions;
    this.clock = clock;
    this.state = state;
    this.log = log;
  }

  public SendService send() {
    return new SendService(sessions, new MimeComposer(clock), new Outbox(state), log);
  }

  public ListService list() {
    return new ListService(sessions, log);
  }

  public FetchService fetch() {
    return new FetchService(sessions, log);
  }

  public CheckService check() {
    return new CheckService(sessions, log);
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
    return new DoctorService(sessions);
  }
}

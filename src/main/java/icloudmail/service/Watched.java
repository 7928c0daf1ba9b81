package icloudmail.service;

import icloudmail.mail.OpenFolder;
import icloudmail.model.Envelope;
import icloudmail.model.MailException;
import icloudmail.model.Query;
import icloudmail.model.Receiver;
import icloudmail.model.WatchReport;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;

/** Looks into the folders of one account, whenever there may be something. */
final class Watched implements FolderLine.Look {
  private final NewMail.Owner owner;
  private final Query query;
  private final NewMail news;
  private final Receiver receiver;
  private final WatchReport report;
  private final Ending ending;
  private final WatchService.Manner manner;
  private final Logger log;

  Watched(
      NewMail.Owner owner,
      Query query,
      NewMail news,
      Receiver receiver,
      WatchReport report,
      Ending ending,
      WatchService.Manner manner,
      Logger log) {
    this.owner = owner;
    this.query = query;
    this.news = news;
    this.receiver = receiver;
    this.report = report;
    this.ending = ending;
    this.manner = manner;
    this.log = log;
  }

  @Override
  public void into(OpenFolder folder, boolean justOpened) throws MailException {
    Setbacks setbacks = new Setbacks(log);
    long told =
        manner.present()
            ? present(folder, setbacks)
            : news.look(owner, folder, justOpened, setbacks);
    ending.told(told);
    if (told == 0 && manner.longest() != null) {
      // whoever waits for an answer is not told "none" where it is not known
      setbacks.report();
    }
    setbacks.each(setback -> report.setback(owner.name(), setback));
  }

  private long present(OpenFolder folder, Setbacks setbacks) throws MailException {
    long[] told = {0};
    new Finder(folder, query.condition(), setbacks)
        .find(
            Integer.MAX_VALUE,
            found -> {
              for (Envelope each : found) {
                told[0] += receiver.take(owner.name(), each) ? 1 : 0;
              }
              return true;
            });
    return told[0];
  }

  @Override
  public Optional<Instant> due(String folder) {
    return news.due(owner.login(), folder);
  }
}

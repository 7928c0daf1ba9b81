package icloudmail.service;

import icloudmail.mail.OpenFolder;
import icloudmail.model.MailException;
import icloudmail.model.WatchReport;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;

/** Looks into the folders of one account, whenever there may be something. */
final class Watched implements FolderLine.Look {
  private final NewMail.Owner owner;
  private final NewMail news;
  private final WatchReport report;
  private final Ending ending;
  private final WatchService.Manner manner;
  private final Logger log;

  Watched(
      NewMail.Owner owner,
      NewMail news,
      WatchReport report,
      Ending ending,
      WatchService.Manner manner,
      Logger log) {
    this.owner = owner;
    this.news = news;
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
            ? news.present(owner, folder, setbacks)
            : news.look(owner, folder, justOpened, setbacks);
    ending.told(told);
    if (told == 0 && manner.longest() != null) {
      // whoever waits for an answer is not told "none" where it is not known
      report(setbacks);
    }
    setbacks.each(setback -> report.setback(owner.name(), setback));
  }

  private void report(Setbacks setbacks) throws MailException {
    try {
      setbacks.report();
    } catch (MailException e) {
      if (!manner.present()) {
        // the next look finds nothing to do: the job owes the message, and not before its time
        ending.doubt(e);
      }
      throw e;
    }
  }

  @Override
  public Optional<Instant> due(String folder) {
    return news.due(owner.login(), folder);
  }
}

package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.OpenFolder;
import icloudmail.mail.SessionFactory;
import icloudmail.model.Account;
import icloudmail.model.ExportOrder;
import icloudmail.model.ExportReport;
import icloudmail.model.MailException;
import icloudmail.model.Progress;
import icloudmail.model.Query;
import icloudmail.store.ArchiveFolder;
import icloudmail.store.Archives;
import icloudmail.store.MessageArchive;
import java.util.Set;
import java.util.SortedSet;
import org.slf4j.Logger;

/** Keeps messages on disk: once, or again and again, each time what is new. */
public final class ExportService {
  private final SessionFactory sessions;
  private final Logger log;

  ExportService(SessionFactory sessions, Logger log) {
    this.sessions = sessions;
    this.log = log;
  }

  /**
   * Keeps every message of the query. It can be interrupted at any moment: what was kept is valid,
   * and the next run goes on from there.
   *
   * @throws MailException of kind TEMPORARY where another run has the archive, or the server brings
   *     nothing in five attempts; CANNOT_CREATE or IO where it cannot be written; NOT_FOUND where a
   *     message that was named is not there, or none is and the archive is not an incremental one
   */
  public void export(
      Account account, Query query, ExportOrder order, Progress progress, ExportReport report)
      throws MailException {
    Setbacks setbacks = new Setbacks(log);
    RollCall roll = new RollCall(query);
    try (MessageArchive archive =
            Archives.open(order.destination(), order.format(), order.incremental());
        ImapMailbox mailbox = ImapMailbox.open(sessions, account);
        SecondConnection second = new SecondConnection(mailbox)) {
      new FolderWalk(mailbox, !order.seen(), setbacks)
          .each(
              query.scope(),
              Set.of(),
              folder -> {
                SortedSet<Long> uids = FetchService.uids(folder, query.condition(), roll, setbacks);
                try (ArchiveFolder kept = place(archive, folder)) {
                  new FolderExport(folder, kept, order, progress, report, log)
                      .run(uids, roll, setbacks, second);
                }
              });
      if (!setbacks.hasGaps()) {
        archive.complete();
      }
    }
    roll.report(setbacks, !order.incremental());
    setbacks.report();
  }

  private static ArchiveFolder place(MessageArchive archive, OpenFolder folder)
      throws MailException {
    return archive.folder(folder.name(), folder.uidValidity());
  }
}

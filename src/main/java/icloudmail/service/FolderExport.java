package icloudmail.service;

import icloudmail.mail.MessageFile;
import icloudmail.mail.OpenFolder;
import icloudmail.model.ArchiveFormat;
import icloudmail.model.ArchivedFolder;
import icloudmail.model.DownloadedMessage;
import icloudmail.model.ExportOrder;
import icloudmail.model.ExportReport;
import icloudmail.model.Flag;
import icloudmail.model.MailException;
import icloudmail.model.Progress;
import icloudmail.model.SavedFile;
import icloudmail.store.ArchiveFolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;

/**
 * Brings the messages of one folder to the place in an archive that is theirs. What is there is not
 * fetched again; what the server has no more stays.
 */
final class FolderExport {
  private static final int TOGETHER = 500;

  private final OpenFolder folder;
  private final ArchiveFolder kept;
  private final ExportOrder order;
  private final Progress progress;
  private final ExportReport report;
  private final Logger log;
  private final Map<Long, List<String>> flags = new HashMap<>();
  private final List<Long> saved = new ArrayList<>();
  private final List<Long> unseen = new ArrayList<>();
  private long bytes;
  private long reflagged;

  FolderExport(
      OpenFolder folder,
      ArchiveFolder kept,
      ExportOrder order,
      Progress progress,
      ExportReport report,
      Logger log) {
    this.folder = folder;
    this.kept = kept;
    this.order = order;
    this.progress = progress;
    this.report = report;
    this.log = log;
  }

  /**
   * Keeps the messages with these UIDs.
   *
   * @param roll is told which of them are there
   * @param setbacks takes the failures of single messages, which keep no other back
   * @throws MailException of kind TEMPORARY where the server is not to be had, CANNOT_CREATE or IO
   *     where nothing can be written; what was kept until then stays
   */
  void run(SortedSet<Long> uids, RollCall roll, Setbacks setbacks, SecondConnection second)
      throws MailException {
    if (order.mending()) {
      kept.adopted().forEach(uid -> report.doubtful(folder.reference(uid)));
      kept.adopted().stream().filter(uid -> uids.contains(uid)).forEach(kept::forget);
    }
    order.again().stream()
        .filter(message -> message.equals(folder.reference(message.uid())))
        .filter(message -> uids.contains(message.uid()))
        .forEach(message -> kept.forget(message.uid()));
    SortedSet<Long> wanted = new TreeSet<>(uids);
    wanted.removeIf(kept::holds);
    Plan plan = new Plan(wanted);
    boolean flagged = order.format() == ArchiveFormat.MAILDIR && wanted.size() < uids.size();
    // whoever is named has to be there, also where it is held already
    look(flagged || order.seen() || roll.isOpen() ? uids : wanted, plan, roll);
    progress.expect(plan.messages(), plan.bytes());
    try {
      download(plan, roll, setbacks, second);
    } finally {
      report.archived(summary());
    }
    kept.complete();
    if (order.seen()) {
      unseen.addAll(saved);
      markSeen();
    }
  }

  /** Also what a run before has kept and had no time to mark. */
  private void markSeen() throws MailException {
    for (int at = 0; at < unseen.size(); at += TOGETHER) {
      List<Long> portion = unseen.subList(at, Math.min(unseen.size(), at + TOGETHER));
      folder.changes().flag(portion, Set.of(Flag.SEEN), true);
      if (order.format() == ArchiveFormat.MAILDIR) {
        folder.inventory(portion, (uid, now, size) -> flags.put(uid, now));
        kept.reflag(flags);
        flags.clear();
      }
    }
  }

  /** Asks for sizes, and for the flags of what is held already. */
  private void look(SortedSet<Long> uids, Plan plan, RollCall roll) throws MailException {
    folder.inventory(
        List.copyOf(uids),
        (uid, now, size) -> {
          roll.seen(folder.reference(uid), null);
          plan.size(uid, size);
          if (order.format() == ArchiveFormat.MAILDIR && kept.holds(uid)) {
            flags.put(uid, now);
          }
          if (order.seen() && kept.holds(uid) && !isSeen(now)) {
            unseen.add(uid);
          }
          if (flags.size() == TOGETHER) {
            reflag();
          }
        });
    reflag();
  }

  private static boolean isSeen(List<String> flags) {
    return flags.stream().anyMatch(flag -> flag.equalsIgnoreCase("\\Seen"));
  }

  private void reflag() throws MailException {
    reflagged += kept.reflag(flags);
    flags.clear();
  }

  private void download(Plan plan, RollCall roll, Setbacks setbacks, SecondConnection second)
      throws MailException {
    try (Commits commits = new Commits(this::commit)) {
      try {
        List<Long> alone = new ArrayList<>(plan.alone());
        alone.addAll(new BatchDownload(this::keep, commits, log).run(plan, folder, second));
        for (long uid : alone) {
          one(uid, roll, setbacks);
          commits.begin();
        }
      } catch (MailException e) {
        keepWhatCame(commits, e);
        throw e;
      }
      commits.begin();
      commits.await();
    }
  }

  /** What has come before a failure is kept, if that can be done; the failure is what counts. */
  private static void keepWhatCame(Commits commits, MailException failure) {
    try {
      commits.begin();
      commits.await();
    } catch (MailException e) {
      failure.addSuppressed(e);
    }
  }

  private void one(long uid, RollCall roll, Setbacks setbacks) throws MailException {
    try (MessageFile message = folder.download(uid)) {
      roll.seen(message.envelope().reference(), message.envelope().messageId());
      keep(message.downloaded());
    } catch (MailException e) {
      setbacks.single(e, folder.reference(uid), roll);
    }
  }

  private void keep(DownloadedMessage message) throws MailException {
    kept.add(message);
    synchronized (progress) {
      progress.advance(1, message.size());
    }
  }

  private void commit() throws MailException {
    for (SavedFile file : kept.commit()) {
      saved.add(file.reference().uid());
      bytes += file.size();
      report.saved(file);
    }
  }

  private ArchivedFolder summary() {
    return new ArchivedFolder(
        folder.name(),
        folder.uidValidity(),
        kept.path(),
        saved.size(),
        bytes,
        reflagged,
        kept.held());
  }
}

package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.OpenFolder;
import icloudmail.mail.SessionFactory;
import icloudmail.model.Account;
import icloudmail.model.ArchiveFormat;
import icloudmail.model.Damage;
import icloudmail.model.Difference;
import icloudmail.model.ExportOrder;
import icloudmail.model.MailException;
import icloudmail.model.Query;
import icloudmail.model.Reference;
import icloudmail.model.Verification;
import icloudmail.store.Archives;
import icloudmail.store.KeptArchive;
import icloudmail.store.KeptFolder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.slf4j.Logger;

/** Examines an archive: against what was noted when it was written, and against the server. */
public final class VerifyService {
  private final SessionFactory sessions;
  private final Logger log;

  VerifyService(SessionFactory sessions, Logger log) {
    this.sessions = sessions;
    this.log = log;
  }

  /**
   * Reads the archive, then asks the server for the messages of the query that it does not hold.
   * Nothing is changed.
   *
   * @param found is told each difference
   * @throws MailException of kind NO_INPUT where there is no archive, TEMPORARY where a run is
   *     writing to it or the server is not to be had, IO where it cannot be read
   */
  public Verification verify(
      Account account, Query query, ExportOrder order, Consumer<Difference> found)
      throws MailException {
    Tally tally = new Tally(found);
    try (KeptArchive archive = Archives.read(order.destination(), order.format())) {
      archive.verify(tally::count);
      List<KeptFolder> known = archive.known();
      try {
        compare(account, query, order, known, tally);
      } catch (MailException e) {
        throw tally.damaged == 0 ? e : damagedAnd(tally.damaged, e);
      }
      long held = known.stream().mapToLong(KeptFolder::held).sum();
      return new Verification(held, tally.damaged, tally.others);
    }
  }

  /** A backup that is spoilt is worse than a server that is not to be had now. */
  private static MailException damagedAnd(long damaged, MailException failure) {
    return new MailException(
        MailException.Kind.IO,
        (damaged == 1 ? "1 message of the backup is" : damaged + " messages of the backup are")
            + " damaged or missing, and not all was compared with the server: "
            + failure.getMessage(),
        "--new and --verify together fetch them again.",
        failure);
  }

  private void compare(
      Account account, Query query, ExportOrder order, List<KeptFolder> known, Tally tally)
      throws MailException {
    Setbacks setbacks = new Setbacks(log);
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      new FolderWalk(mailbox, true, setbacks)
          .each(
              query.scope(),
              Set.of(),
              folder -> compare(folder, uids(folder, query, setbacks), known, order, tally));
    }
    setbacks.report();
  }

  /**
   * Reads the archive, where there is one, and asks no server.
   *
   * @return what is held and is gone or spoilt
   */
  public Damage damage(ExportOrder order, Consumer<Difference> found) throws MailException {
    Set<Reference> messages = new HashSet<>();
    Set<Path> places = new HashSet<>();
    try (KeptArchive archive = Archives.read(order.destination(), order.format())) {
      archive.verify(
          difference -> {
            found.accept(difference);
            if (difference.kind().isDamage() && difference.reference() != null) {
              messages.add(difference.reference());
            } else if (difference.kind().isDamage() && difference.path() != null) {
              places.add(difference.path());
            }
          });
    } catch (MailException e) {
      if (e.kind() != MailException.Kind.NO_INPUT) {
        throw e;
      }
      log.info("{}", e.getMessage());
    }
    return new Damage(messages, places);
  }

  private static SortedSet<Long> uids(OpenFolder folder, Query query, Setbacks setbacks)
      throws MailException {
    return FetchService.uids(folder, query.condition(), RollCall.none(), setbacks);
  }

  private static void compare(
      OpenFolder folder,
      SortedSet<Long> uids,
      List<KeptFolder> known,
      ExportOrder order,
      Tally tally)
      throws MailException {
    KeptFolder kept =
        known.stream()
            .filter(each -> each.name().equals(folder.name()))
            .filter(each -> each.uidValidity() == folder.uidValidity())
            .findFirst()
            .orElse(null);
    if (kept == null && !uids.isEmpty()) {
      String detail =
          "the archive has none of the " + uids.size() + " messages of " + folder.name();
      tally.count(new Difference(Difference.Kind.NOT_HELD, folder.name(), null, null, detail));
    } else if (kept != null) {
      uids.stream()
          .filter(uid -> !kept.holds(uid))
          .map(folder::reference)
          .map(VerifyService::notHeld)
          .forEach(tally::count);
      if (order.format() == ArchiveFormat.MAILDIR) {
        flags(folder, uids, kept, tally);
      }
    }
  }

  private static void flags(OpenFolder folder, SortedSet<Long> uids, KeptFolder kept, Tally tally)
      throws MailException {
    folder.inventory(
        uids.stream().filter(kept::holds).toList(),
        (uid, now, size) -> {
          if (!kept.agrees(uid, now)) {
            String detail = "the server's flags are " + String.join(" ", now);
            tally.count(
                new Difference(
                    Difference.Kind.FLAGS, folder.name(), folder.reference(uid), null, detail));
          }
        });
  }

  private static Difference notHeld(Reference message) {
    String detail = "the server has it and the archive does not";
    return new Difference(Difference.Kind.NOT_HELD, message.folder(), message, null, detail);
  }

  /** Counts what it passes on. */
  private static final class Tally {
    private final Consumer<Difference> found;
    private long damaged;
    private long others;

    Tally(Consumer<Difference> found) {
      this.found = found;
    }

    void count(Difference difference) {
      damaged += difference.kind().isDamage() ? 1 : 0;
      others += difference.kind().isDamage() ? 0 : 1;
      found.accept(difference);
    }
  }
}

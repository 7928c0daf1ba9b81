package icloudmail.service;

import icloudmail.mail.OpenFolder;
import icloudmail.model.Condition;
import icloudmail.model.Envelope;
import icloudmail.model.JobFolder;
import icloudmail.model.MailException;
import icloudmail.model.Query;
import icloudmail.model.Receiver;
import icloudmail.model.UidRange;
import icloudmail.store.Job;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;

/**
 * Tells what a job has not been told yet: at least once, since each message counts as told only
 * when its receiver has it.
 */
final class NewMail {
  /** As many of those that are there at first are remembered. */
  private static final int FIRST_KNOWN = 200;

  private final Query query;
  private final Job job;
  private final boolean fromStart;
  private final Receiver receiver;
  private final Clock clock;
  private final Logger log;

  /**
   * @param fromStart whether a folder that was never looked into is new as a whole
   */
  NewMail(Query query, Job job, boolean fromStart, Receiver receiver, Clock clock, Logger log) {
    this.query = query;
    this.job = job;
    this.fromStart = fromStart;
    this.receiver = receiver;
    this.clock = clock;
    this.log = log;
  }

  /** When something is to be offered again in this folder, if anything is. */
  Optional<Instant> due(String login, String folder) {
    return job.folder(login, folder).stream()
        .flatMap(known -> known.owed().stream())
        .map(JobFolder.Owed::due)
        .min(Instant::compareTo);
  }

  /** Whose mail is looked at. */
  record Owner(String name, String login) {}

  /**
   * Looks into an open folder.
   *
   * @param justOpened whether its next UID is known, so that often no more is asked
   * @param setbacks takes what the server did not hand out
   * @return how many messages were told
   */
  long look(Owner owner, OpenFolder folder, boolean justOpened, Setbacks setbacks)
      throws MailException {
    JobFolder known = job.folder(owner.login(), folder.name()).orElse(null);
    if (known == null && !fromStart) {
      begin(owner, folder, setbacks);
      return 0;
    }
    Round round = new Round(owner, folder, setbacks);
    if (known == null) {
      round.state = fresh(owner, folder, 1, List.of(), List.of());
    } else if (known.uidValidity() != folder.uidValidity()) {
      log.warn(
          "the server has numbered {} anew: what was told is recognised by Message-ID and arrival",
          folder.name());
      round.recognising(known, List.of());
    } else if (justOpened && wasTooHigh(known.uidNext(), folder)) {
      log.warn(
          "the server counts the messages of {} otherwise than before, up to {} where it was {}:"
              + " what was told is recognised by Message-ID and arrival",
          folder.name(),
          folder.uidNext() - 1,
          known.uidNext() - 1);
      round.recognising(
          known, known.owed().stream().filter(owed -> owed.uid() < folder.uidNext()).toList());
    } else {
      round.state = known;
    }
    round.run(justOpened);
    return round.told;
  }

  /**
   * Tells all that the query means in an open folder, whoever was told of it before; but what was
   * not taken only after its pause.
   *
   * @return how many messages were told
   */
  long present(Owner owner, OpenFolder folder, Setbacks setbacks) throws MailException {
    long[] told = {0};
    new Finder(folder, query.condition(), setbacks)
        .find(
            Integer.MAX_VALUE,
            found -> {
              for (Envelope each : found) {
                told[0] += offer(owner, folder, each) ? 1 : 0;
              }
              return true;
            });
    return told[0];
  }

  private boolean offer(Owner owner, OpenFolder folder, Envelope message) throws MailException {
    long uid = message.reference().uid();
    JobFolder state =
        job.folder(owner.login(), folder.name())
            .filter(known -> known.uidValidity() == folder.uidValidity())
            .orElseGet(() -> fresh(owner, folder, 1, List.of(), List.of()));
    if (state.owed().stream().anyMatch(one -> one.uid() == uid)
        && !state.due(clock.instant()).contains(uid)) {
      return false;
    }
    boolean taken = receiver.take(owner.name(), message);
    job.put(taken ? state.passed(uid) : state.owing(message, clock.instant()));
    return taken;
  }

  /**
   * Whether a next UID that was noted hides what came since: it never falls (RFC 3501 section
   * 2.3.1.1). Where there are messages beyond the one that is told now, that is the untrue one.
   */
  private static boolean wasTooHigh(long uidNext, OpenFolder folder) throws MailException {
    long now = folder.uidNext();
    return now > 0 && now < uidNext && folder.since(now).isEmpty();
  }

  private JobFolder fresh(
      Owner owner,
      OpenFolder folder,
      long uidNext,
      List<JobFolder.Known> known,
      List<JobFolder.Owed> owed) {
    return new JobFolder(
        owner.login(), folder.name(), folder.uidValidity(), uidNext, clock.instant(), known, owed);
  }

  /** What is there is not new; the last of it is remembered. */
  private void begin(Owner owner, OpenFolder folder, Setbacks setbacks) throws MailException {
    List<Envelope> newest = new ArrayList<>();
    new Finder(folder, query.condition(), setbacks)
        .find(
            FIRST_KNOWN,
            found -> {
              newest.addAll(found);
              return newest.size() < FIRST_KNOWN;
            });
    List<JobFolder.Known> known = new ArrayList<>();
    long uidNext = Math.max(1, folder.uidNext());
    for (int i = newest.size() - 1; i >= 0; i--) {
      known.add(JobFolder.Known.of(newest.get(i)));
      uidNext = Math.max(uidNext, newest.get(i).reference().uid() + 1);
    }
    log.info("{} begins: what is there already is not new", folder.name());
    job.put(fresh(owner, folder, uidNext, known, List.of()));
    save(setbacks);
  }

  /** What cannot be noted is told once more later; that keeps nothing back now. */
  private void save(Setbacks setbacks) {
    try {
      job.save();
    } catch (MailException e) {
      setbacks.add(e);
    }
  }

  /** One look into one folder. */
  private final class Round implements Finder.Verdicts {
    private final Owner owner;
    private final OpenFolder folder;
    private final Setbacks setbacks;
    private final Set<Long> offered = new HashSet<>();
    private JobFolder state;
    private Resync resync = Resync.NONE;
    private long told;

    Round(Owner owner, OpenFolder folder, Setbacks setbacks) {
      this.owner = owner;
      this.folder = folder;
      this.setbacks = setbacks;
      this.state = fresh(owner, folder, 1, List.of(), List.of());
    }

    void recognising(JobFolder before, List<JobFolder.Owed> owed) throws MailException {
      resync = Resync.of(before, folder, query, setbacks);
      state = fresh(owner, folder, 1, before.known(), owed);
    }

    void run(boolean justOpened) throws MailException {
      // before the search: whatever is opened again meanwhile has a later one
      long uidNext = justOpened ? folder.uidNext() : 0;
      List<Long> due = state.due(clock.instant());
      offered.addAll(due);
      if (justOpened && due.isEmpty() && state.uidNext() >= Math.max(1, uidNext)) {
        note(uidNext);
        return;
      }
      List<UidRange> ranges = new ArrayList<>(UidRange.of(due));
      ranges.add(new UidRange(state.uidNext(), UidRange.MAX_UID));
      Condition wanted =
          new Condition.And(List.of(new Condition.HasUid(ranges), query.condition()));
      new Finder(folder, wanted, setbacks).judge(this);
      // those that are gone, or meant no more
      for (long uid : offered) {
        state = state.passed(uid);
      }
      note(uidNext);
    }

    private void note(long uidNext) {
      JobFolder before = job.folder(owner.login(), folder.name()).orElse(null);
      state = state.looked(uidNext, clock.instant());
      job.put(state);
      boolean same =
          before != null
              && before.uidNext() == state.uidNext()
              && before.uidValidity() == state.uidValidity()
              && before.owed().equals(state.owed())
              && before.known().equals(state.known());
      if (!same && receiver.arrives()) {
        save(setbacks);
      }
    }

    @Override
    public void meant(Envelope message) throws MailException {
      long uid = message.reference().uid();
      offered.remove(uid);
      boolean owed = state.owed().stream().anyMatch(one -> one.uid() == uid);
      if (!owed && resync.isOld(message)) {
        state = state.told(message);
        return;
      }
      if (receiver.take(owner.name(), message)) {
        state = state.told(message);
        told++;
      } else {
        state = state.owing(message, clock.instant());
      }
      job.put(state);
      if (receiver.arrives()) {
        save(setbacks);
      }
    }

    @Override
    public void notMeant(long uid) {
      offered.remove(uid);
      state = state.passed(uid);
    }

    @Override
    public void withheld(long uid) {
      offered.remove(uid);
      state = state.owing(uid, clock.instant());
    }
  }
}

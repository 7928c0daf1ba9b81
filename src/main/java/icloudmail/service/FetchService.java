package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.MessageFile;
import icloudmail.mail.OpenFolder;
import icloudmail.mail.SessionFactory;
import icloudmail.model.Account;
import icloudmail.model.Condition;
import icloudmail.model.Flag;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.MessageSink;
import icloudmail.model.Progress;
import icloudmail.model.Query;
import icloudmail.model.UidRange;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;

/** Downloads whole messages, verified, one by one, and hands each to a sink. */
public final class FetchService {
  private final SessionFactory sessions;
  private final Logger log;

  FetchService(SessionFactory sessions, Logger log) {
    this.sessions = sessions;
    this.log = log;
  }

  /**
   * Fetches every message of the query, each folder's oldest first. One that cannot be had does not
   * keep the others back.
   *
   * @param seen whether each is marked as read once the sink has taken it
   * @param progress is told of messages, and of the octets of a single one
   * @throws MailException after the others were handed over, where a message that was named, or any
   *     message at all, is not there (NOT_FOUND), the server does not hand one out whole, or the
   *     sink refuses one (REFUSED)
   */
  public void fetch(Account account, Query query, boolean seen, MessageSink sink, Progress progress)
      throws MailException {
    Setbacks setbacks = new Setbacks(log);
    RollCall roll = new RollCall(query);
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      new FolderWalk(mailbox, !seen, setbacks)
          .each(
              query.scope(),
              Set.of(),
              folder -> {
                SortedSet<Long> uids = uids(folder, query.condition(), roll, setbacks);
                progress.expect(uids.size(), 0);
                Progress octets = uids.size() == 1 ? progress : new OfMany(progress);
                for (long uid : uids) {
                  fetch(folder, uid, seen, sink, octets, roll, setbacks);
                  progress.advance(1, 0);
                }
              });
    }
    try {
      sink.complete();
    } catch (MailException e) {
      setbacks.add(e);
    }
    roll.report(setbacks);
    setbacks.report();
  }

  private void fetch(
      OpenFolder folder,
      long uid,
      boolean seen,
      MessageSink sink,
      Progress octets,
      RollCall roll,
      Setbacks setbacks)
      throws MailException {
    try (MessageFile message = folder.download(uid, octets)) {
      roll.seen(message.envelope().reference(), message.envelope().messageId());
      if (!taken(message, sink, setbacks)) {
        return;
      }
      log.info("fetched {}", message.envelope().reference());
      if (seen) {
        folder.changes().flag(List.of(uid), Set.of(Flag.SEEN), true);
      }
    } catch (MailException e) {
      // the connection and the output still stand, so that the next message can be tried
      setbacks.single(e, folder.reference(uid), roll);
    }
  }

  /** Whether the sink takes it. What refuses one message for good does not keep the others back. */
  private static boolean taken(MessageFile message, MessageSink sink, Setbacks setbacks)
      throws MailException {
    try {
      sink.accept(message);
      return true;
    } catch (MailException e) {
      if (e.kind() != Kind.REFUSED) {
        throw e;
      }
      setbacks.add(e);
      return false;
    }
  }

  /** UIDs in ascending order. Those named one by one need no search, and are one command less. */
  static SortedSet<Long> uids(
      OpenFolder folder, Condition condition, RollCall roll, Setbacks setbacks)
      throws MailException {
    Finder finder = new Finder(folder, condition, setbacks);
    SortedSet<Long> uids = new TreeSet<>();
    if (condition instanceof Condition.Named named) {
      named.references().stream()
          .filter(reference -> reference.folder().equals(folder.name()))
          .forEach(reference -> uids.add(reference.uid()));
    } else if (condition instanceof Condition.HasUid named
        && named.ranges().stream().allMatch(UidRange::single)) {
      named.ranges().forEach(range -> uids.add(range.first()));
    } else {
      uids.addAll(finder.uids(roll));
    }
    return uids;
  }

  /** Of many messages nobody knows the octets before they come. */
  private record OfMany(Progress all) implements Progress {
    @Override
    public void expect(long messages, long bytes) {
      // only what has come is told
    }

    @Override
    public void advance(long messages, long bytes) {
      all.advance(messages, bytes);
    }
  }
}

package icloudmail.service;

import icloudmail.mail.OpenFolder;
import icloudmail.mail.Rows;
import icloudmail.model.Condition;
import icloudmail.model.Condition.Named;
import icloudmail.model.Condition.TextSearch;
import icloudmail.model.Envelope;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Reference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the messages of one folder that meet a condition: the server's answer as a prefilter,
 * checked here on the decoded envelopes (icloud-facts 3).
 */
final class Finder {
  private static final int BATCH = 200;
  private static final int FIRST_BATCH = 20;

  private final OpenFolder folder;
  private final Condition condition;
  private final Setbacks setbacks;
  private final boolean attachments;

  /**
   * @throws MailException of kind REFUSED where a reference is of another UIDVALIDITY: its UID
   *     would name another message
   */
  Finder(OpenFolder folder, Condition condition, Setbacks setbacks) throws MailException {
    this.folder = folder;
    this.condition = condition;
    this.setbacks = setbacks;
    this.attachments = condition.all().anyMatch(Condition.HasAttachment.class::isInstance);
    for (Condition part : condition.all().filter(Named.class::isInstance).toList()) {
      checkUidValidity((Named) part);
    }
  }

  /** What takes messages as they are found, newest first. */
  interface Taker {
    /** Whether more are wanted. */
    boolean take(List<Envelope> found) throws MailException;
  }

  /** Hands over the messages, newest first by arrival, until no more are wanted. */
  void find(int wanted, Taker taker) throws MailException {
    if (condition.equals(Condition.everything())) {
      all(wanted, taker);
    } else {
      candidates(folder.candidates(condition).uids(), wanted, taker);
    }
  }

  /** The UIDs of the messages, newest first; their envelopes are read only where that is needed. */
  List<Long> uids(RollCall roll) throws MailException {
    OpenFolder.Candidates candidates = folder.candidates(condition);
    if (candidates.exact()) {
      candidates.uids().forEach(uid -> roll.seen(folder.reference(uid), null));
      return candidates.uids();
    }
    List<Long> uids = new ArrayList<>();
    candidates(
        candidates.uids(),
        Integer.MAX_VALUE,
        found -> {
          for (Envelope envelope : found) {
            roll.seen(envelope.reference(), envelope.messageId());
            uids.add(envelope.reference().uid());
          }
          return true;
        });
    return uids;
  }

  /** How many they are. */
  long count() throws MailException {
    return condition.equals(Condition.everything())
        ? folder.messages()
        : uids(RollCall.none()).size();
  }

  /**
   * From the newest number down. Numbers only ever fall, so what was handed over already is
   * recognised by its UID, and nothing is passed over.
   */
  private void all(int wanted, Taker taker) throws MailException {
    long lowest = Long.MAX_VALUE;
    boolean more = true;
    int left = wanted;
    int batch = BATCH;
    for (int last = folder.messages(); more && left > 0 && last > 0; ) {
      int first = Math.max(1, last - Math.min(batch, left) + 1);
      Rows rows = folder.numbered(first, last);
      if (rows.tooMany()) {
        batch = half(last - first + 1);
        continue;
      }
      rows.shortfall().ifPresent(setbacks::add);
      List<Envelope> found = new ArrayList<>();
      for (Envelope envelope : rows.envelopes()) {
        if (envelope.reference().uid() < lowest) {
          lowest = envelope.reference().uid();
          found.add(envelope);
        }
      }
      left -= found.size();
      more = taker.take(found);
      // the folder may have fewer than it said
      last = Math.min(first - 1, folder.messages());
      batch = grown(batch);
    }
  }

  private void candidates(List<Long> uids, int wanted, Taker taker) throws MailException {
    TextSearch texts = uids.isEmpty() ? TextSearch.NONE : folder.texts(condition);
    boolean more = true;
    int batch = Math.min(BATCH, Math.max(wanted, FIRST_BATCH));
    for (int at = 0; more && at < uids.size(); ) {
      int end = Math.min(uids.size(), at + batch);
      Rows rows = folder.rows(uids.subList(at, end), attachments);
      if (rows.tooMany()) {
        batch = half(end - at);
        continue;
      }
      rows.shortfall().ifPresent(setbacks::add);
      List<Envelope> found = new ArrayList<>();
      for (Envelope envelope : rows.envelopes()) {
        Envelope whole = whole(envelope, uid -> {});
        if (whole != null && condition.matches(whole, texts)) {
          found.add(whole);
        }
      }
      more = taker.take(found);
      at = end;
      // where the check turns many down, fewer commands are better than fewer rows
      batch = grown(batch);
    }
  }

  private static int half(int batch) {
    return Math.max(1, batch / 2);
  }

  private static int grown(int batch) {
    return Math.min(BATCH, 2 * batch);
  }

  /** What is told of each candidate, the oldest first. */
  interface Verdicts {
    void meant(Envelope message) throws MailException;

    void notMeant(long uid);

    /** The server has it and does not hand it out. */
    void withheld(long uid);
  }

  /** Looks at the candidates one by one, by ascending UID; nobody is passed over in silence. */
  void judge(Verdicts verdicts) throws MailException {
    List<Long> uids = folder.candidates(condition).uids();
    TextSearch texts = uids.isEmpty() ? TextSearch.NONE : folder.texts(condition);
    int batch = BATCH;
    for (int end = uids.size(); end > 0; ) {
      int at = Math.max(0, end - batch);
      List<Long> oldest = new ArrayList<>(uids.subList(at, end));
      Collections.reverse(oldest);
      Rows rows = folder.rows(oldest, attachments);
      if (rows.tooMany()) {
        batch = half(end - at);
        continue;
      }
      rows.shortfall().ifPresent(setbacks::add);
      judge(oldest, rows, texts, verdicts);
      end = at;
      batch = grown(batch);
    }
  }

  private void judge(List<Long> uids, Rows rows, TextSearch texts, Verdicts verdicts)
      throws MailException {
    Map<Long, Envelope> come = new HashMap<>();
    rows.envelopes().forEach(each -> come.put(each.reference().uid(), each));
    for (long uid : uids) {
      Envelope envelope = come.get(uid);
      Envelope whole = envelope == null ? null : whole(envelope, verdicts::withheld);
      if (envelope == null) {
        verdicts.withheld(uid);
      } else if (whole != null) {
        judge(whole, texts, verdicts);
      }
    }
  }

  private void judge(Envelope message, TextSearch texts, Verdicts verdicts) throws MailException {
    if (condition.matches(message, texts)) {
      verdicts.meant(message);
    } else {
      verdicts.notMeant(message.reference().uid());
    }
  }

  /** With its attachments; null where the server holds them back, or has the message no more. */
  private @Nullable Envelope whole(Envelope envelope, LongConsumer withheld) throws MailException {
    try {
      return attachments && envelope.attachments() == null
          ? folder.withAttachments(envelope)
          : envelope;
    } catch (MailException e) {
      setbacks.single(e, envelope.reference(), RollCall.none());
      if (e.kind() == Kind.PROTOCOL) {
        withheld.accept(envelope.reference().uid());
      }
      return null;
    }
  }

  private void checkUidValidity(Named named) throws MailException {
    for (Reference reference : named.references()) {
      if (reference.folder().equals(folder.name())
          && reference.uidValidity() != folder.uidValidity()) {
        throw new MailException(
            Kind.REFUSED,
            "stale reference: the UIDVALIDITY of "
                + folder.name()
                + " was "
                + reference.uidValidity()
                + " and is "
                + folder.uidValidity(),
            "The server has numbered the folder anew. List it again for fresh references.");
      }
    }
  }
}

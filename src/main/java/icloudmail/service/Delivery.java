package icloudmail.service;

import icloudmail.mail.Acceptance;
import icloudmail.mail.SmtpSubmission;
import icloudmail.model.Account;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Original;
import icloudmail.model.OutboxItem;
import icloudmail.model.OutboxItem.State;
import icloudmail.model.SendReceipt;
import icloudmail.model.SentCopy;
import icloudmail.model.Submission;
import icloudmail.store.SentLog;
import icloudmail.store.SpooledMessage;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Takes a spooled message from the outbox to the server and to the sent folder, and notes each step
 * before the next one begins, so that a crash at any point leaves no doubt about what is done.
 */
final class Delivery {
  private static final String HANDED_OVER =
      "it was handed over, and the server's answer did not come back";

  /** A recipient that no later flush will serve. */
  private static final Pattern FOR_GOOD = Pattern.compile("not sent to \\S+: [^4]");

  private final SentCopies copies;
  private final OriginalMark mark;
  private final DailyLimit limit;
  private final SentLog sent;
  private final Logger log;

  Delivery(SentCopies copies, OriginalMark mark, DailyLimit limit, SentLog sent, Logger log) {
    this.copies = copies;
    this.mark = mark;
    this.limit = limit;
    this.sent = sent;
    this.log = log;
  }

  /**
   * Sends a message that has not been handed over.
   *
   * @param promised whether its writer counts on its being sent later
   * @throws MailException where the server has not taken it, or nobody knows; it is kept then
   */
  SendReceipt send(Account account, SpooledMessage message, SmtpSubmission smtp, boolean promised)
      throws MailException {
    try (LoginAhead ahead = copies.ahead(account)) {
      Acceptance acceptance = handOver(message, smtp, ahead, promised);
      return taken(account, message, acceptance, ahead);
    }
  }

  private Acceptance handOver(
      SpooledMessage message, SmtpSubmission smtp, LoginAhead ahead, boolean promised)
      throws MailException {
    OutboxItem item = message.item();
    Submission submission = item.submission().to(item.recipients());
    try {
      SmtpSubmission.checkSize(item.size());
      sent.check();
      limit.check(item.login(), submission.recipients().size());
      logIn(smtp, ahead, item.policy().copy());
      Acceptance acceptance =
          smtp.submit(
              submission,
              message.content(),
              item.size(),
              so -> message.note(State.UNKNOWN, so.accepted(), so.deferred(), handedOver(so)));
      log.info("sent {}: {} accepted", submission.messageId(), acceptance.accepted().size());
      return acceptance;
    } catch (MailException e) {
      State state = after(e.kind(), item.state() == State.QUEUED, promised);
      if (state == State.UNKNOWN) {
        // noted before the dot, with who was refused
        String refusals = refusals(message.item());
        throw e.rephrased(said -> said + refusals);
      }
      note(message, state, submission.recipients(), List.of(), e.getMessage());
      throw e;
    }
  }

  private static void logIn(SmtpSubmission smtp, LoginAhead ahead, boolean copy)
      throws MailException {
    if (copy) {
      ahead.connect();
    }
    smtp.logIn();
    if (copy) {
      ahead.logIn();
    }
  }

  private static String handedOver(Acceptance acceptance) {
    String refusals = acceptance.refusals();
    return refusals == null ? HANDED_OVER : HANDED_OVER + "; " + refusals;
  }

  /** Who was refused before the message was handed over, as {@link #handedOver} has noted it. */
  private static String refusals(OutboxItem item) {
    String reason = String.valueOf(item.reason());
    return reason.startsWith(HANDED_OVER) ? reason.substring(HANDED_OVER.length()) : "";
  }

  /** Where a message stands after a failure. What was promised waits until it can be kept. */
  private static State after(Kind kind, boolean queued, boolean promised) {
    return switch (kind) {
      case UNKNOWN_OUTCOME -> State.UNKNOWN;
      case TEMPORARY, LIMIT -> queued ? State.QUEUED : State.FAILED;
      case REFUSED, SERVICE_REFUSED, NOT_FOUND, USAGE, NO_INPUT -> State.FAILED;
      case AUTH, CONFIGURATION, CANNOT_CREATE, IO, PROTOCOL, INTERNAL ->
          queued && promised ? State.QUEUED : State.FAILED;
    };
  }

  /**
   * Goes on with an unknown message of which it turned out that the server has taken it.
   *
   * @throws MailException of kind REFUSED where it was taken for some of its recipients alone
   */
  void settled(Account account, SpooledMessage message) throws MailException {
    OutboxItem item = message.item();
    List<String> recipients = item.submission().recipients();
    count(item, recipients.size());
    note(message, State.SENT_NOT_FILED, recipients, item.deferred(), item.reason());
    file(account, message);
    String refusals = refusals(item);
    if (FOR_GOOD.matcher(refusals).find()) {
      throw new MailException(Kind.REFUSED, "it is sent" + refusals, null);
    }
  }

  private SendReceipt taken(
      Account account, SpooledMessage message, Acceptance acceptance, LoginAhead ahead) {
    OutboxItem item = message.item();
    count(item, acceptance.accepted().size());
    note(
        message,
        State.SENT_NOT_FILED,
        acceptance.accepted(),
        acceptance.deferred(),
        acceptance.refusals());
    SentCopy copy = file(account, message, ahead);
    return new SendReceipt(
        SendReceipt.Status.SENT,
        item.submission().messageId(),
        acceptance.accepted(),
        acceptance.refused(),
        copy,
        message.item().state() == State.SENT ? null : item.id(),
        null);
  }

  /** Whether a message whose key is not to be sent again can be forgotten here. */
  private boolean remembered(OutboxItem item) {
    String key = item.policy().once();
    try {
      if (key != null && sent.sent(item.login(), key).isEmpty()) {
        int recipients = item.submission().recipients().size();
        sent.record(item.login(), item.submission().messageId(), recipients, key);
      }
      return true;
    } catch (MailException e) {
      log.warn("the key '{}' could not be noted: {}", key, e.getMessage());
      return false;
    }
  }

  private void count(OutboxItem item, int recipients) {
    try {
      sent.record(item.login(), item.submission().messageId(), recipients, item.policy().once());
    } catch (MailException e) {
      log.warn("the message is sent, but not counted: {}", e.getMessage());
    }
  }

  /**
   * Files the copy of a message that is sent, marks what it answers, and lets it go where nothing
   * is left to be done.
   */
  SentCopy file(Account account, SpooledMessage message) {
    try (LoginAhead ahead = copies.ahead(account)) {
      return file(account, message, ahead);
    }
  }

  private SentCopy file(Account account, SpooledMessage message, LoginAhead ahead) {
    OutboxItem item = message.item();
    SentCopy copy =
        item.policy().copy()
            ? copies.file(ahead, item.submission().messageId(), message)
            : SentCopy.skipped();
    Original original = item.submission().original();
    if (original != null) {
      mark.set(account, original);
    }
    List<String> sentTo = item.submission().recipients();
    if (copy.status() == SentCopy.Status.FAILED) {
      note(message, State.SENT_NOT_FILED, sentTo, item.deferred(), copy.reason());
    } else if (!item.deferred().isEmpty()) {
      // to send it all again would serve the others twice
      note(message, State.QUEUED, item.deferred(), List.of(), item.reason());
    } else if (remembered(item)) {
      leave(message);
    } else {
      note(message, State.SENT_NOT_FILED, sentTo, List.of(), "its key could not be noted");
    }
    return copy;
  }

  private void leave(SpooledMessage message) {
    try {
      message.leave(State.SENT);
    } catch (MailException e) {
      log.warn("the message is sent, but {}", e.getMessage());
    }
  }

  /** What cannot be noted is told; the outcome itself stays what it is. */
  private void note(
      SpooledMessage message,
      State state,
      List<String> recipients,
      List<String> deferred,
      @Nullable String reason) {
    try {
      message.note(state, recipients, deferred, reason);
    } catch (MailException e) {
      log.warn("the outbox does not say that the message is {}: {}", state.word(), e.getMessage());
    }
  }
}

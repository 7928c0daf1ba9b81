package icloudmail.service;

import icloudmail.model.Account;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.OutboxItem;
import icloudmail.model.OutboxItem.State;
import icloudmail.model.SendReceipt;
import icloudmail.model.SendReceipt.Status;
import icloudmail.model.SentCopy;
import icloudmail.store.Outbox;
import icloudmail.store.SentLog;
import icloudmail.store.SpooledMessage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Sees to it that a key is sent once within 30 days, whoever asks for it, and however often. */
final class OnlyOnce {
  private final SentLog sent;
  private final Outbox outbox;
  private final SentCopies copies;
  private final Logger log;

  OnlyOnce(SentLog sent, Outbox outbox, SentCopies copies, Logger log) {
    this.sent = sent;
    this.outbox = outbox;
    this.copies = copies;
    this.log = log;
  }

  /** Sends. */
  interface Sending {
    SendReceipt send() throws MailException;
  }

  /**
   * Sends unless the key was sent, or is on its way.
   *
   * @throws MailException of kind UNKNOWN_OUTCOME where nobody knows whether it was sent, TEMPORARY
   *     where another run is at it
   */
  SendReceipt send(Account account, String key, Sending sending) throws MailException {
    try (SentLog.Claim claim = sent.claim(account.login(), key)) {
      log.debug("claimed {}", claim);
      Optional<SentLog.Sent> before = sent.sent(account.login(), key);
      if (before.isPresent()) {
        return receipt(
            Status.ALREADY_SENT, before.get().messageId(), null, "sent at " + before.get().time());
      }
      List<OutboxItem> earlier = items(account.login(), key);
      for (OutboxItem item : earlier) {
        if (item.state() != State.FAILED) {
          return underWay(account, item);
        }
      }
      try {
        return sending.send();
      } finally {
        replace(key, account, earlier);
      }
    }
  }

  /** Sends a message that is in the outbox. */
  interface Resending {
    void send() throws MailException;
  }

  /**
   * Sends a message of the outbox. One whose key was sent otherwise, or is on its way, leaves the
   * outbox instead.
   *
   * @throws MailException of kind TEMPORARY where another run is at the key
   */
  void resend(SpooledMessage message, Resending resending) throws MailException {
    OutboxItem item = message.item();
    String key = item.policy().once();
    if (key == null) {
      resending.send();
      return;
    }
    try (SentLog.Claim claim = sent.claim(item.login(), key)) {
      log.debug("claimed {}", claim);
      if (superseded(item, key)) {
        log.warn("{} is dropped: another message with the key '{}' stands for it", item.id(), key);
        message.leave(State.DROPPED);
      } else {
        resending.send();
      }
    }
  }

  private boolean superseded(OutboxItem item, String key) throws MailException {
    // the key of one that was sent to some of its recipients is noted; the others wait for it
    return !item.served()
        && (sent.sent(item.login(), key).isPresent()
            || of(outbox.others(item.id(), this::warn), item.login(), key).stream()
                .anyMatch(other -> other.state() != State.FAILED));
  }

  /**
   * Whether it is certain that the server has taken an unknown message.
   *
   * @throws MailException where that cannot be looked for
   */
  boolean taken(Account account, OutboxItem item) throws MailException {
    String key = item.policy().once();
    // a crash can have come between the note of the key and that of the state
    boolean noted =
        key != null
            && !item.served()
            && sent.sent(item.login(), key)
                .filter(before -> before.messageId().equals(item.submission().messageId()))
                .isPresent();
    return noted || copies.arrived(account, item);
  }

  /**
   * A message that is in the outbox again, or sent, stands for those that had failed before. That
   * one of them cannot be taken out changes nothing of what has become of it.
   */
  private void replace(String key, Account account, List<OutboxItem> earlier) {
    try {
      boolean again =
          sent.sent(account.login(), key).isPresent()
              || items(account.login(), key).stream().anyMatch(item -> !earlier.contains(item));
      for (OutboxItem item : again ? earlier : List.<OutboxItem>of()) {
        drop(item.id());
      }
    } catch (MailException e) {
      log.warn("what had failed with the key '{}' is still in the outbox: {}", key, e.getMessage());
    }
  }

  private void drop(String id) throws MailException {
    Optional<SpooledMessage> taken = outbox.take(id);
    if (taken.isPresent()) {
      try (SpooledMessage message = taken.get()) {
        message.leave(State.DROPPED);
      }
    }
  }

  private List<OutboxItem> items(String login, String key) throws MailException {
    return of(outbox.list(this::warn), login, key);
  }

  private void warn(MailException damaged) {
    log.warn(damaged.getMessage());
  }

  private static List<OutboxItem> of(List<OutboxItem> items, String login, String key) {
    return items.stream()
        .filter(item -> key.equals(item.policy().once()))
        .filter(item -> login.equals(item.login()))
        .toList();
  }

  private SendReceipt underWay(Account account, OutboxItem item) throws MailException {
    String messageId = item.submission().messageId();
    if (item.state() == State.QUEUED) {
      return receipt(Status.QUEUED, messageId, item.id(), item.reason());
    }
    if (item.state() == State.SENT_NOT_FILED || copies.arrived(account, item)) {
      return receipt(Status.ALREADY_SENT, messageId, item.id(), "sent at " + item.tried());
    }
    throw new MailException(
        Kind.UNKNOWN_OUTCOME,
        "nobody knows whether the key '" + item.policy().once() + "' was sent: " + item.reason(),
        "'icloud-mail outbox --drop " + item.id() + "' forgets it, then it can be sent again.");
  }

  private static SendReceipt receipt(
      Status status, String messageId, @Nullable String outboxId, @Nullable String reason) {
    return new SendReceipt(
        status, messageId, List.of(), List.of(), SentCopy.skipped(), outboxId, reason);
  }
}

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
      List<OutboxItem> earlier = items(account, key);
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

  /**
   * A message that is in the outbox again, or sent, stands for those that had failed before. That
   * one of them cannot be taken out changes nothing of what has become of it.
   */
  private void replace(String key, Account account, List<OutboxItem> earlier) {
    try {
      boolean again =
          sent.sent(account.login(), key).isPresent()
              || items(account, key).stream().anyMatch(item -> !earlier.contains(item));
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

  private List<OutboxItem> items(Account account, String key) throws MailException {
    return outbox.list(damaged -> log.warn(damaged.getMessage())).stream()
        .filter(item -> key.equals(item.policy().once()))
        .filter(item -> account.login().equals(item.login()))
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

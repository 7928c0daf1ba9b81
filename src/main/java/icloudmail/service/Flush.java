package icloudmail.service;

import icloudmail.mail.SessionFactory;
import icloudmail.mail.SmtpSubmission;
import icloudmail.model.Account;
import icloudmail.model.Accounts;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.OutboxItem;
import icloudmail.model.OutboxItem.State;
import icloudmail.model.Pause;
import icloudmail.model.RefusedRecipient;
import icloudmail.store.Outbox;
import icloudmail.store.SpooledMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One run over the outbox: an account's messages over one connection, with a pause between them,
 * and longer ones while the server asks for patience.
 */
final class Flush implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  /** After the first, second and third temporary failure of an account in a row; then it ends. */
  private static final List<Duration> BACK_OFF =
      List.of(Duration.ofSeconds(3), Duration.ofSeconds(9), Duration.ofSeconds(27));

  private final SessionFactory sessions;
  private final Accounts accounts;
  private final Delivery delivery;
  private final OnlyOnce once;
  private final Outbox outbox;
  private final Pause pause;
  private final Setbacks setbacks;
  private final boolean named;
  private final Map<String, SmtpSubmission> connections = new HashMap<>();
  private final Map<String, Integer> inVain = new HashMap<>();
  private final Set<String> over = new HashSet<>();
  private boolean begun;

  /**
   * @param named whether the writer has asked for these messages one by one
   */
  Flush(
      SessionFactory sessions,
      Accounts accounts,
      Delivery delivery,
      OnlyOnce once,
      Outbox outbox,
      Pause pause,
      Setbacks setbacks,
      boolean named) {
    this.sessions = sessions;
    this.accounts = accounts;
    this.delivery = delivery;
    this.once = once;
    this.outbox = outbox;
    this.pause = pause;
    this.setbacks = setbacks;
    this.named = named;
  }

  /** The message as it stands now; empty where it is none of this run's business. */
  Optional<OutboxItem> goOn(OutboxItem listed) {
    if (listed.state() == State.FAILED && !named) {
      return Optional.empty();
    }
    if (listed.state() == State.QUEUED && over.contains(listed.account())) {
      return Optional.of(listed);
    }
    try {
      Optional<SpooledMessage> taken = outbox.take(listed.id());
      if (taken.isEmpty()) {
        return Optional.empty();
      }
      try (SpooledMessage message = taken.get()) {
        return goOn(message);
      }
    } catch (MailException e) {
      setbacks.add(e);
      return Optional.empty();
    }
  }

  private Optional<OutboxItem> goOn(SpooledMessage message) {
    try {
      Account account = account(message.item());
      switch (message.item().state()) {
        case QUEUED -> once.resend(message, () -> send(account, message));
        case FAILED -> {
          if (named) {
            once.resend(message, () -> send(account, message));
          }
        }
        case UNKNOWN -> settle(account, message);
        case SENT_NOT_FILED -> file(account, message);
        case SENT, DROPPED -> {
          // another run was faster
        }
      }
    } catch (MailException e) {
      setbacks.add(e.rephrased(said -> message.item().id() + ": " + said));
    }
    return Optional.of(message.item());
  }

  private Account account(OutboxItem item) throws MailException {
    Account account = accounts.named(item.account());
    if (!account.login().equals(item.login())) {
      throw new MailException(
          Kind.CONFIGURATION,
          "it was written as " + item.login() + ", and the account is " + account.login() + " now",
          "Set that account up again, or drop the message.");
    }
    return account;
  }

  private void send(Account account, SpooledMessage message) throws MailException {
    int before = inVain.getOrDefault(account.name(), 0);
    if (begun) {
      pause.of(before == 0 ? BETWEEN : BACK_OFF.get(before - 1));
    }
    begun = true;
    SmtpSubmission smtp =
        connections.computeIfAbsent(account.name(), name -> new SmtpSubmission(sessions, account));
    try {
      for (RefusedRecipient each : delivery.send(account, message, smtp, true).refused()) {
        setbacks.add(
            new MailException(
                each.temporary() ? Kind.TEMPORARY : Kind.REFUSED,
                "not sent to " + each.address() + ": " + each.reply(),
                null));
      }
      inVain.remove(account.name());
    } catch (MailException e) {
      int now = e.kind() == Kind.TEMPORARY ? before + 1 : 0;
      inVain.put(account.name(), now);
      if (now == BACK_OFF.size() || e.kind() == Kind.LIMIT || e.kind() == Kind.AUTH) {
        over.add(account.name());
      }
      throw e;
    }
  }

  private void settle(Account account, SpooledMessage message) throws MailException {
    OutboxItem item = message.item();
    if (once.taken(account, item)) {
      delivery.settled(account, message);
    } else if (named) {
      once.resend(message, () -> send(account, message));
    } else {
      throw new MailException(
          Kind.UNKNOWN_OUTCOME,
          item.traceable()
              ? "neither the sent folder nor INBOX holds it, so nobody knows whether it was taken"
              : "its Message-ID may have been sent before, so that no folder can tell, and nobody"
                  + " knows whether it was taken",
          "Ask a recipient. Then 'icloud-mail outbox --drop "
              + item.id()
              + "' forgets it, or"
              + " '--flush "
              + item.id()
              + "' sends it again.");
    }
  }

  private void file(Account account, SpooledMessage message) throws MailException {
    delivery.file(account, message);
    if (message.item().state() == State.SENT_NOT_FILED) {
      throw new MailException(
          Kind.TEMPORARY,
          "no copy is filed: " + message.item().reason(),
          "The message itself is sent. The next flush tries again.");
    }
  }

  @Override
  public void close() {
    connections.values().forEach(SmtpSubmission::close);
  }
}

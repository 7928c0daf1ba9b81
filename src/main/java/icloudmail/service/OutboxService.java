package icloudmail.service;

import icloudmail.mail.SessionFactory;
import icloudmail.model.Accounts;
import icloudmail.model.Content;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.OutboxItem;
import icloudmail.model.OutboxItem.State;
import icloudmail.model.Pause;
import icloudmail.store.Outbox;
import icloudmail.store.SpooledMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** What is not sent yet, or not known to be sent: tells it, sends it, shows it, drops it. */
public final class OutboxService {
  private final SessionFactory sessions;
  private final Delivery delivery;
  private final OnlyOnce once;
  private final Outbox outbox;
  private final Pause pause;
  private final Logger log;

  OutboxService(
      SessionFactory sessions,
      Delivery delivery,
      OnlyOnce once,
      Outbox outbox,
      Pause pause,
      Logger log) {
    this.sessions = sessions;
    this.delivery = delivery;
    this.once = once;
    this.outbox = outbox;
    this.pause = pause;
    this.log = log;
  }

  /**
   * All messages, the oldest first.
   *
   * @param account whose, or null for all
   * @return how many there are
   * @throws MailException after the others were handed over, where a file is damaged
   */
  public int list(@Nullable String account, Consumer<OutboxItem> items) throws MailException {
    Setbacks setbacks = new Setbacks(log);
    List<OutboxItem> all = of(account, outbox.list(setbacks::add));
    all.forEach(items);
    setbacks.report();
    return all.size();
  }

  /**
   * Goes on with every message as far as its state allows: one that is queued is sent, one that is
   * unknown is looked for, and the copy of one that is sent is filed. One that has failed is sent
   * where it is named, and so is an unknown one that is not found.
   *
   * @param account whose, or null for all
   * @param ids how the messages are named; empty for all
   * @param items takes each message in its new state
   * @throws MailException after the others were handed over, the worst of what went wrong
   */
  public void flush(
      Accounts accounts, @Nullable String account, List<String> ids, Consumer<OutboxItem> items)
      throws MailException {
    Setbacks setbacks = new Setbacks(log);
    List<OutboxItem> all = of(account, outbox.list(setbacks::add));
    boolean named = !ids.isEmpty();
    List<OutboxItem> meant = named ? named(all, ids) : all;
    try (Flush flush =
        new Flush(sessions, accounts, delivery, once, outbox, pause, setbacks, named)) {
      for (OutboxItem item : meant) {
        flush.goOn(item).ifPresent(items);
      }
    }
    setbacks.report();
  }

  /**
   * The bytes of a message.
   *
   * @throws MailException of kind NOT_FOUND where there is none of this name
   */
  public Content show(String id) throws MailException {
    return outbox.content(named(id).id());
  }

  /**
   * Takes messages out of the outbox for good.
   *
   * @throws MailException of kind NOT_FOUND where one is not there: then all stay
   */
  public void drop(List<String> ids, Consumer<OutboxItem> items) throws MailException {
    for (OutboxItem item : named(outbox.list(damaged -> log.warn(damaged.getMessage())), ids)) {
      Optional<SpooledMessage> taken = outbox.take(item.id());
      if (taken.isPresent()) {
        try (SpooledMessage message = taken.get()) {
          message.leave(State.DROPPED);
        }
      }
      items.accept(item.in(State.DROPPED, item.recipients(), List.of(), item.tried(), null));
    }
  }

  private static List<OutboxItem> of(@Nullable String account, List<OutboxItem> items) {
    return items.stream()
        .filter(each -> account == null || account.equals(each.account()))
        .toList();
  }

  private OutboxItem named(String id) throws MailException {
    return named(outbox.list(damaged -> log.warn(damaged.getMessage())), List.of(id)).get(0);
  }

  /** As many digits of an id do as tell it from the others. */
  private static List<OutboxItem> named(List<OutboxItem> all, List<String> ids)
      throws MailException {
    List<OutboxItem> meant = new ArrayList<>();
    for (String id : ids) {
      if (id.isEmpty()) {
        throw new MailException(Kind.USAGE, "no ID is given", "'icloud-mail outbox' lists them.");
      }
      List<OutboxItem> found = all.stream().filter(each -> each.id().startsWith(id)).toList();
      if (found.size() != 1) {
        throw new MailException(
            found.isEmpty() ? Kind.NOT_FOUND : Kind.USAGE,
            found.isEmpty()
                ? "there is no message '" + id + "' in the outbox"
                : "'" + id + "' could be " + found.size() + " messages of the outbox",
            "'icloud-mail outbox' lists them.");
      }
      meant.add(found.get(0));
    }
    return meant;
  }
}

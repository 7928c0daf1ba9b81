package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.SessionFactory;
import icloudmail.model.Account;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Scope;
import icloudmail.model.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The connections that watch the folders of an account: one each for the first of them, one for all
 * the others. Which folders there are is asked once, over the first connection.
 */
final class AccountLines {
  private static final int MOST = 4;

  private final SessionFactory sessions;
  private final Account account;
  private final Scope scope;
  private final FolderLine.Look look;
  private final Ticker ticker;
  private final IntConsumer more;
  private final Consumer<MailException> doubts;
  private @Nullable List<List<String>> parts;

  /**
   * @param more is told the numbers of further lines, from 1, once they are known
   * @param doubts is told where there may be more folders than those that are watched
   */
  AccountLines(
      SessionFactory sessions,
      Account account,
      Scope scope,
      FolderLine.Look look,
      Ticker ticker,
      IntConsumer more,
      Consumer<MailException> doubts) {
    this.sessions = sessions;
    this.account = account;
    this.scope = scope;
    this.look = look;
    this.ticker = ticker;
    this.more = more;
    this.doubts = doubts;
  }

  /** Connects and logs in; the line with number 0 comes first. */
  WatchLoop.Line open(int number) throws MailException {
    ImapMailbox mailbox = ImapMailbox.open(sessions, account);
    boolean known = false;
    try {
      List<String> folders = part(mailbox, number);
      known = true;
      return new FolderLine(mailbox, folders, scope.single(), look, ticker, sessions.patience());
    } finally {
      if (!known) {
        mailbox.close();
      }
    }
  }

  private synchronized List<String> part(ImapMailbox mailbox, int number) throws MailException {
    List<List<String>> known = parts;
    if (known == null) {
      known = split(names(mailbox));
      parts = known;
      for (int next = 1; next < known.size(); next++) {
        more.accept(next);
      }
    }
    return known.get(number);
  }

  private List<String> names(ImapMailbox mailbox) throws MailException {
    List<String> names = FolderWalk.names(mailbox, scope);
    if (names.isEmpty()) {
      throw new MailException(
          Kind.PROTOCOL,
          "the server lists no folder that could be watched",
          "icloud-mail folders tells which there are.");
    }
    if (scope.any()) {
      try {
        mailbox.requireNames();
      } catch (MailException e) {
        doubts.accept(e);
      }
    }
    return names;
  }

  private static List<List<String>> split(List<String> names) {
    List<List<String>> parts = new ArrayList<>();
    for (int i = 0; i < names.size() && i < MOST - 1; i++) {
      parts.add(List.of(names.get(i)));
    }
    if (names.size() >= MOST) {
      parts.add(List.copyOf(names.subList(MOST - 1, names.size())));
    }
    return parts;
  }
}

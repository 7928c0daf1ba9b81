package icloudmail.service;

import icloudmail.mail.HeadStart;
import icloudmail.mail.ImapMailbox;
import icloudmail.mail.SessionFactory;
import icloudmail.model.Account;
import icloudmail.model.Awaited;
import icloudmail.model.MailException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The connection that files the copy of a message, made while the message is being handed over, so
 * that nobody waits for it. It logs in only once the submission server has taken the login: a wrong
 * password is not to be tried at two places, since Apple counts (icloud-facts 4).
 */
final class LoginAhead implements Filing.Opening, AutoCloseable {
  /** How long the end of an aborted connection may take to be noticed. */
  private static final long LONGEST_MILLIS = 1000;

  private final SessionFactory sessions;
  private final Account account;
  private @Nullable HeadStart connection;
  private @Nullable FutureTask<ImapMailbox> login;
  private @Nullable Thread thread;
  private @Nullable ImapMailbox unused;
  private boolean abandoned;

  LoginAhead(SessionFactory sessions, Account account) {
    this.sessions = sessions;
    this.account = account;
  }

  /** Begins to connect. */
  void connect() {
    connection = sessions.connectAhead();
  }

  /** Begins to log in, and to ask for the folders, one of which will be needed. */
  void logIn() {
    FutureTask<ImapMailbox> task = new FutureTask<>(this::listed);
    Thread begun = new Thread(task, "icloud-mail-login-ahead");
    begun.setDaemon(true);
    login = task;
    thread = begun;
    begun.start();
  }

  private synchronized boolean keep(ImapMailbox mailbox) {
    unused = abandoned ? null : mailbox;
    return !abandoned;
  }

  private ImapMailbox listed() throws MailException {
    ImapMailbox mailbox = ImapMailbox.open(sessions, account);
    boolean kept = false;
    try {
      mailbox.folders();
      kept = keep(mailbox);
      return mailbox;
    } finally {
      if (!kept) {
        mailbox.close();
      }
    }
  }

  /** What was logged in ahead, or what kept it from that; from the second time on a new one. */
  @Override
  public ImapMailbox open() throws MailException {
    FutureTask<ImapMailbox> begun = login;
    login = null;
    return begun == null ? ImapMailbox.open(sessions, account) : use(Awaited.result(begun));
  }

  private synchronized ImapMailbox use(ImapMailbox mailbox) {
    unused = null;
    return mailbox;
  }

  /** Ends what nobody has opened, so that nothing is noted of it any more. */
  @Override
  public void close() {
    leave();
    if (login != null && thread != null && connection != null) {
      connection.abort();
      try {
        thread.join(LONGEST_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized void leave() {
    abandoned = true;
    if (connection != null) {
      connection.close();
    }
    if (unused != null) {
      unused.close();
      unused = null;
    }
  }
}

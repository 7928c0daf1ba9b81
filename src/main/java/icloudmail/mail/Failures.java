package icloudmail.mail;

import icloudmail.mail.AnswerGuard.EndlessAnswer;
import icloudmail.model.Advice;
import icloudmail.model.FileTrouble;
import icloudmail.model.Folder;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.util.SocketConnectException;
import org.jspecify.annotations.Nullable;

/**
 * The one place where failures of IMAP become ours; those of a connection that cannot be made are
 * {@link Unconnected}, SMTP's are {@link Refusals}.
 */
final class Failures {
  static final String NEW_PASSWORD =
      Advice.APP_SPECIFIC_PASSWORD + Advice.THEN_SETUP + " " + Advice.USER_NAME;
  static final String TRY_LATER = "Try again in a few minutes.";
  static final String CHECK_NETWORK = "Check the network connection, then try again.";

  /** In what the library makes of a broken connection. */
  private static final String TIMEOUT = SocketTimeoutException.class.getSimpleName();

  private static final String ENDLESS = EndlessAnswer.class.getSimpleName();

  /** How the library begins that; a name of a class says nothing to a user. */
  private static final Pattern EXCEPTION =
      Pattern.compile("^\\s*Jakarta Mail Exception: (?:(?:\\w+\\.)*[\\w$]+: )?");

  private static final Pattern NO_MAILBOX =
      Pattern.compile("select (a )?mailbox first", Pattern.CASE_INSENSITIVE);

  private Failures() {}

  /** The login was answered with anything but OK. */
  static MailException login(Endpoint server, String login, ProtocolException e) {
    if (e instanceof CommandFailedException && !unavailable(e)) {
      return refusedLogin(server, login, reply(e), e);
    }
    return imap("login", e);
  }

  static MailException refusedLogin(Endpoint server, String login, String reply, Exception e) {
    return new MailException(
        Kind.AUTH,
        server.host() + " refuses the login of " + login + ": " + reply,
        NEW_PASSWORD,
        e);
  }

  /**
   * A command after the login was answered with anything but OK.
   *
   * @param attempt what was attempted, for the message
   */
  static MailException imap(String attempt, ProtocolException e) {
    String what = ServerText.name(attempt);
    if (unavailable(e)) {
      return new MailException(
          Kind.TEMPORARY, "the server is busy (" + what + ": " + reply(e) + ")", TRY_LATER, e);
    }
    if (e instanceof ConnectionException && said(e).contains(ENDLESS)) {
      return endless("the server sends too much (" + what + ": " + reply(e) + ")", e);
    }
    if (e instanceof ConnectionException) {
      boolean slow = said(e).contains(TIMEOUT);
      return new MailException(
          Kind.TEMPORARY,
          slow
              ? "the server did not answer in time (" + what + ")"
              : "the connection broke (" + what + ": " + reply(e) + ")",
          slow ? "Try again, or give it longer with --timeout." : CHECK_NETWORK,
          e);
    }
    if (e instanceof CommandFailedException && saysNonexistent(e)) {
      return new MailException(
          Kind.PROTOCOL,
          "the server says that there is no such folder: " + what + ": " + reply(e),
          "Folders of Apple's Notes are listed and cannot be opened. The others can.",
          e);
    }
    if (e instanceof CommandFailedException) {
      return new MailException(
          Kind.TEMPORARY, "the server refuses: " + what + ": " + reply(e), TRY_LATER, e);
    }
    return new MailException(
        Kind.PROTOCOL, "the server does not understand: " + what + ": " + reply(e), null, e);
  }

  /** UIDs that were read before would name other messages (RFC 3501 section 2.3.1.1). */
  static MailException renumbered(String folder) {
    return new MailException(
        Kind.REFUSED,
        "the server has numbered " + ServerText.name(folder) + " anew in the meantime",
        "List it again for fresh references.");
  }

  /** There is no such folder among those that were listed. */
  static MailException unknown(
      String folder, @Nullable List<Folder> listed, @Nullable MailException cause) {
    return new MailException(
        Kind.USAGE,
        "there is no folder '" + folder + "'",
        "These are there: " + (listed == null ? "" : ServerText.names(listed)) + ".",
        cause);
  }

  /** A file of ours or the user's failed on the way. */
  static MailException file(String what, IOException e) {
    return new MailException(Kind.IO, what + ": " + FileTrouble.of(e), "Is the disk full?", e);
  }

  /**
   * Apple says UNAVAILABLE in a response code or in words, after NO and BAD (icloud-facts 2, 4).
   */
  static boolean unavailable(ProtocolException e) {
    String reply = reply(e).toLowerCase(Locale.ROOT);
    return reply.contains("[unavailable]") || reply.contains("temporarily unavailable");
  }

  /** Whether the server asks for patience, in an answer. */
  static boolean busy(MailException e) {
    ProtocolException answer = cause(e, ProtocolException.class);
    return answer != null && unavailable(answer);
  }

  /**
   * Whether the same may work on a new connection: the server is busy, has forgotten that a mailbox
   * is selected (icloud-facts 1.4), another client removed messages that this connection still
   * counts on (RFC 5530 section 3), or the connection broke. One that is silent is not asked again:
   * the user has said how long to wait.
   */
  static boolean passing(MailException e) {
    ProtocolException answer = cause(e, ProtocolException.class);
    if (answer == null || answer instanceof ConnectionException) {
      return e.kind() == Kind.TEMPORARY && !timedOut(e);
    }
    return unavailable(answer)
        || reply(answer).contains("[EXPUNGEISSUED]")
        || (answer instanceof BadCommandException && NO_MAILBOX.matcher(reply(answer)).find());
  }

  /** Whether the server was silent for too long. */
  static boolean timedOut(MailException e) {
    ProtocolException answer = cause(e, ProtocolException.class);
    return cause(e, SocketTimeoutException.class) != null
        || (answer != null && said(answer).contains(TIMEOUT));
  }

  /** Whether the answer was longer than can be held in memory. */
  static boolean endless(MailException e) {
    ProtocolException answer = cause(e, ProtocolException.class);
    return answer != null && said(answer).contains(ENDLESS);
  }

  /** Whether this form of the user name was refused: the code counts, not the words. */
  static boolean authenticationFailed(MailException e) {
    ProtocolException answer = cause(e, ProtocolException.class);
    return e.kind() == Kind.AUTH
        && answer != null
        && reply(answer).toUpperCase(Locale.ROOT).contains("[AUTHENTICATIONFAILED]");
  }

  /** Whether the server answered that a folder does not exist (RFC 5530; icloud-facts 1.3). */
  static boolean nonexistent(MailException e) {
    CommandFailedException answer = cause(e, CommandFailedException.class);
    return answer != null && saysNonexistent(answer);
  }

  private static boolean saysNonexistent(ProtocolException e) {
    String reply = reply(e).toUpperCase(Locale.ROOT);
    return reply.contains("[NONEXISTENT]") || reply.contains("[TRYCREATE]");
  }

  /** Whether the server answered NO for good. */
  static boolean refused(MailException e) {
    return cause(e, CommandFailedException.class) != null && !busy(e);
  }

  /** Whether the server answered NO or BAD, so that the connection still stands. */
  static boolean answered(MailException e) {
    return cause(e, CommandFailedException.class) != null
        || cause(e, BadCommandException.class) != null;
  }

  static MailException endless(String what, @Nullable Exception e) {
    return new MailException(
        Kind.PROTOCOL, what, "Something else than the mail server may answer.", e);
  }

  /** What the server answered, or in words what happened to the connection. */
  private static String reply(ProtocolException e) {
    return ServerText.line(EXCEPTION.matcher(said(e)).replaceFirst(""));
  }

  /** The same as the library has it, with the name of an exception. */
  private static String said(ProtocolException e) {
    return e.getResponse() == null ? reason(e) : e.getResponse().getRest();
  }

  /** The first cause of a type, the exception itself included, or null. */
  static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
      if (at instanceof SocketConnectException connect && type.isInstance(connect.getException())) {
        return type.cast(connect.getException());
      }
    }
    return null;
  }

  /** What an exception says, or its name where it says nothing. */
  static String reason(Throwable e) {
    String message = e.getMessage();
    return message == null || message.isBlank()
        ? e.getClass().getSimpleName()
        : ServerText.line(message);
  }
}

package icloudmail.mail;

import icloudmail.mail.AnswerGuard.EndlessAnswer;
import icloudmail.model.Advice;
import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.util.SocketConnectException;
import org.jspecify.annotations.Nullable;

/**
 * The one place where failures of the network and of IMAP become ours; SMTP's are {@link Refusals}.
 */
final class Failures {
  static final String NEW_PASSWORD =
      Advice.APP_SPECIFIC_PASSWORD + Advice.THEN_SETUP + " " + Advice.USER_NAME;
  static final String TRY_LATER = "Try again in a few minutes.";
  private static final String CHECK_NETWORK = "Check the network connection, then try again.";
  private static final String CHECK_MIDDLE =
      "No credential was sent. A proxy, an antivirus program or a wrong clock may be the cause.";
  private static final String CHECK_PORT =
      "No credential was sent. Something else than the mail server answers, such as a proxy or the"
          + " login page of a network. "
          + Advice.PORTS;

  /** What the JDK says of an answer that is no TLS at all. */
  private static final String NO_TLS_RECORD = "Unsupported or unrecognized SSL message";

  /** In what the library makes of a broken connection. */
  private static final String TIMEOUT = SocketTimeoutException.class.getSimpleName();

  private static final String ENDLESS = EndlessAnswer.class.getSimpleName();

  /** How the library begins that; a name of a class says nothing to a user. */
  private static final Pattern EXCEPTION =
      Pattern.compile("^\\s*Jakarta Mail Exception: (?:(?:\\w+\\.)*[\\w$]+: )?");

  private static final Pattern NO_MAILBOX =
      Pattern.compile("select (a )?mailbox first", Pattern.CASE_INSENSITIVE);

  private Failures() {}

  /** A connection could not be made: DNS, TCP, TLS or the greeting. */
  static MailException connecting(Endpoint server, Exception e) {
    MailException mail = cause(e, MailException.class);
    if (mail != null) {
      return mail;
    }
    CertificateException untrusted = cause(e, CertificateException.class);
    if (untrusted != null) {
      return new MailException(
          Kind.PROTOCOL,
          server + " cannot prove that it is the mail server: " + distrust(untrusted),
          CHECK_MIDDLE,
          e);
    }
    if (cause(e, EndlessAnswer.class) != null) {
      return endless(server + " sends too much before anything is asked", e);
    }
    SSLException tls = cause(e, SSLException.class);
    if (tls != null && reason(tls).contains(NO_TLS_RECORD)) {
      return new MailException(
          Kind.PROTOCOL, server + " answers without TLS (" + NO_TLS_RECORD + ")", CHECK_PORT, e);
    }
    if (tls != null && cause(e, SocketTimeoutException.class) == null) {
      return new MailException(
          Kind.TEMPORARY, "no TLS with " + server + ": " + reason(tls), TRY_LATER, e);
    }
    if (e instanceof ProtocolException protocol) {
      return imap("greeting of " + server, protocol);
    }
    return network(server, e);
  }

  /** What is wrong with a certificate, in words that its owner's customers understand. */
  private static String distrust(CertificateException e) {
    CertificateExpiredException expired = cause(e, CertificateExpiredException.class);
    if (expired != null) {
      return "its certificate has ended (" + reason(expired) + ")";
    }
    CertificateNotYetValidException early = cause(e, CertificateNotYetValidException.class);
    if (early != null) {
      return "its certificate is not valid yet (" + reason(early) + ")";
    }
    return cause(e, CertPathBuilderException.class) == null
        ? reason(e)
        : "nobody who is trusted has signed its certificate";
  }

  private static MailException network(Endpoint server, Exception e) {
    String why;
    if (cause(e, UnknownHostException.class) != null) {
      return new MailException(
          Kind.TEMPORARY, "cannot find " + server.host() + " (DNS)", CHECK_NETWORK, e);
    } else if (cause(e, SocketTimeoutException.class) != null) {
      why = server + " did not answer in time";
    } else if (cause(e, NoRouteToHostException.class) != null) {
      why = "no way to " + server;
    } else {
      SocketException network = cause(e, SocketException.class);
      why = "cannot reach " + server + ": " + reason(network == null ? e : network);
    }
    return new MailException(Kind.TEMPORARY, why, blocked(server), e);
  }

  private static String blocked(Endpoint server) {
    return CHECK_NETWORK
        + " It may block port "
        + server.port()
        + (server.implicitTls() ? ". " + Advice.NO_POP : ".");
  }

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
   * @param what was attempted, for the message
   */
  static MailException imap(String what, ProtocolException e) {
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
        "the server has numbered " + folder + " anew in the meantime",
        "List it again for fresh references.");
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

  private static MailException endless(String what, Exception e) {
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

package icloudmail.mail;

import icloudmail.mail.AnswerGuard.EndlessAnswer;
import icloudmail.model.Advice;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.iap.ProtocolException;

/** A connection that could not be made: DNS, TCP, TLS or the greeting. */
final class Unconnected {
  private static final String CHECK_MIDDLE =
      "No credential was sent. A proxy, an antivirus program or a wrong clock may be the cause.";
  private static final String CHECK_PORT =
      "No credential was sent. Something else than the mail server answers, such as a proxy or the"
          + " login page of a network. "
          + Advice.PORTS;

  /** What the JDK says of an answer that is no TLS at all. */
  private static final String NO_TLS_RECORD = "Unsupported or unrecognized SSL message";

  private Unconnected() {}

  /** What failed on the way to a server, up to its greeting. */
  static MailException with(Endpoint server, Exception e) {
    MailException mail = Failures.cause(e, MailException.class);
    if (mail != null) {
      return mail;
    }
    CertificateException untrusted = Failures.cause(e, CertificateException.class);
    if (untrusted != null) {
      return new MailException(
          Kind.PROTOCOL,
          server + " cannot prove that it is the mail server: " + distrust(untrusted),
          CHECK_MIDDLE,
          e);
    }
    if (Failures.cause(e, EndlessAnswer.class) != null) {
      return Failures.endless(server + " sends too much before anything is asked", e);
    }
    SSLException tls = Failures.cause(e, SSLException.class);
    if (tls != null && Failures.reason(tls).contains(NO_TLS_RECORD)) {
      return new MailException(
          Kind.PROTOCOL, server + " answers without TLS (" + NO_TLS_RECORD + ")", CHECK_PORT, e);
    }
    if (tls != null && Failures.cause(e, SocketTimeoutException.class) == null) {
      return new MailException(
          Kind.TEMPORARY,
          "no TLS with " + server + ": " + Failures.reason(tls),
          Failures.TRY_LATER,
          e);
    }
    if (e instanceof ProtocolException protocol) {
      return Failures.imap("greeting of " + server, protocol);
    }
    return network(server, e);
  }

  /** What is wrong with a certificate, in words that its owner's customers understand. */
  private static String distrust(CertificateException e) {
    CertificateExpiredException expired = Failures.cause(e, CertificateExpiredException.class);
    if (expired != null) {
      return "its certificate has ended (" + Failures.reason(expired) + ")";
    }
    CertificateNotYetValidException early =
        Failures.cause(e, CertificateNotYetValidException.class);
    if (early != null) {
      return "its certificate is not valid yet (" + Failures.reason(early) + ")";
    }
    return Failures.cause(e, CertPathBuilderException.class) == null
        ? Failures.reason(e)
        : "nobody who is trusted has signed its certificate";
  }

  private static MailException network(Endpoint server, Exception e) {
    String why;
    if (Failures.cause(e, UnknownHostException.class) != null) {
      return new MailException(
          Kind.TEMPORARY, "cannot find " + server.host() + " (DNS)", Failures.CHECK_NETWORK, e);
    } else if (Failures.cause(e, SocketTimeoutException.class) != null) {
      why = server + " did not answer in time";
    } else if (closedByUs(e)) {
      why = server + " did not take in time what it was sent";
    } else if (Failures.cause(e, NoRouteToHostException.class) != null) {
      why = "no way to " + server;
    } else {
      SocketException network = Failures.cause(e, SocketException.class);
      why = "cannot reach " + server + ": " + Failures.reason(network == null ? e : network);
    }
    return new MailException(Kind.TEMPORARY, why, blocked(server), e);
  }

  /** The library closes a connection on which a write takes too long. */
  private static boolean closedByUs(Exception e) {
    SocketException network = Failures.cause(e, SocketException.class);
    return network != null && "Socket closed".equals(network.getMessage());
  }

  private static String blocked(Endpoint server) {
    return Failures.CHECK_NETWORK
        + " It may block port "
        + server.port()
        + (server.implicitTls() ? ". " + Advice.NO_POP : ".");
  }
}

package icloudmail.mail;

import icloudmail.model.Advice;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.RefusedRecipient;
import icloudmail.model.Submission;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** SMTP replies in Apple's terms (icloud-facts 5): what was refused, and the next step. */
final class Refusals {
  /** Angus puts words of its own before a greeting that is none. */
  private static final Pattern REPLY = Pattern.compile("(?s)(?:^|response: )([45]\\d\\d)[ -].*");

  private static final String OWN_ADDRESS =
      "From must be one of the account's own addresses: the iCloud address, an alias of it, or"
          + " an address of a custom domain that is set up in iCloud.";

  private Refusals() {}

  /**
   * The connection, STARTTLS or AUTH failed.
   *
   * @param garbage what came in place of a reply, or empty
   */
  static MailException login(Endpoint server, String login, String garbage, MessagingException e) {
    String reason = Failures.reason(e);
    SmtpReply reply = reply(reason);
    if (e instanceof AuthenticationFailedException && reply != null) {
      return reply.temporary()
          ? new MailException(
              Kind.TEMPORARY,
              server + " cannot check the login now: " + reply.text(),
              Failures.TRY_LATER,
              e)
          : Failures.refusedLogin(server, login, reply.text(), e);
    }
    if (reason.contains("STARTTLS is required")) {
      return withoutStartTls(server, e);
    }
    if (reason.contains("No authentication mechanisms")) {
      return withoutLogin(server, "", e);
    }
    return reply == null ? broken(server, garbage, e) : turnedAway(server, reply, e);
  }

  static MailException withoutStartTls(Endpoint server, MessagingException e) {
    return new MailException(
        Kind.PROTOCOL,
        server + " does not offer STARTTLS, which must protect the login",
        "No credential was sent. A proxy or an antivirus program may be in between. "
            + Advice.PORTS,
        e);
  }

  /**
   * No login can be made.
   *
   * @param offered the mechanisms that this program does not know, or nothing
   */
  static MailException withoutLogin(Endpoint server, String offered, MessagingException e) {
    return new MailException(
        Kind.PROTOCOL,
        server
            + (offered.isEmpty()
                ? " offers no login that this program knows"
                : " offers no login but " + offered),
        "No credential was sent. A proxy or an antivirus program may be in between.",
        e);
  }

  /** It greeted with PREAUTH: no mail server does that to whoever connects. */
  static MailException loggedInAlready(Endpoint server) {
    return new MailException(
        Kind.PROTOCOL,
        server + " takes no login, since it says that somebody is logged in",
        "No credential was sent. A proxy or an antivirus program may be in between.");
  }

  /** The server wants nothing of us, before it has heard of a message. */
  static MailException turnedAway(Endpoint server, SmtpReply reply, MessagingException e) {
    return reply.temporary()
        ? new MailException(
            Kind.TEMPORARY, server + " is busy: " + reply.text(), Failures.TRY_LATER, e)
        : new MailException(
            Kind.SERVICE_REFUSED,
            server + " turns the connection away: " + reply.text(),
            "Apple may not take mail from this network. Try another one, or later.",
            e);
  }

  /**
   * The connection broke before the message was handed over.
   *
   * @param garbage what came in place of a reply, or empty
   */
  static MailException broken(Endpoint server, String garbage, MessagingException e) {
    if (!garbage.isEmpty()) {
      return new MailException(
          Kind.PROTOCOL,
          server + " does not speak SMTP: " + garbage,
          "A proxy, an antivirus program or the login page of a network may be in between.",
          e);
    }
    if (e instanceof OutOfPlace odd) {
      return new MailException(
          Kind.PROTOCOL,
          server
              + " answered "
              + odd.reply()
              + " to "
              + odd.command()
              + ", which is no answer to it",
          "The message was not sent. Try again; a proxy or an antivirus program may be in between.",
          e);
    }
    boolean closed = Failures.reason(e).contains("[EOF]");
    return closed
        ? new MailException(
            Kind.TEMPORARY, server + " closed the connection", Failures.TRY_LATER, e)
        : Unconnected.with(server, e);
  }

  /** The connection broke after the message was handed over, or what was answered is no answer. */
  static MailException unknown(Endpoint server, MessagingException e) {
    String what =
        e instanceof OutOfPlace odd
            ? "the message was handed over, and answered with " + odd.reply()
            : "the connection broke after the message was handed over";
    return new MailException(
        Kind.UNKNOWN_OUTCOME,
        what + ": nobody knows whether " + server.host() + " took it",
        null,
        e);
  }

  /** The message was not taken: for its sender, for all its recipients, or for what it is. */
  static MailException of(Endpoint server, Submission envelope, SubmissionTransport connection) {
    SmtpReply last = connection.last();
    if (last.code() == SubmissionTransport.CLOSING) {
      return turnedAway(server, last, new MessagingException(last.text()));
    }
    if (!connection.sender().positive()) {
      return sender(server, connection.sender());
    }
    List<RefusedRecipient> refused = connection.refused(envelope);
    return refused.size() == envelope.recipients().size()
        ? recipients(refused)
        : message(last.text(), last);
  }

  /** MAIL was not taken. */
  static MailException sender(Endpoint server, SmtpReply reply) {
    if (reply.code() == 530 || reply.code() == 535) {
      return new MailException(
          Kind.AUTH, server.host() + " asks for a login: " + reply.text(), Failures.NEW_PASSWORD);
    }
    boolean foreign = (reply.code() == 550 || reply.code() == 553) && !tellsOfLimit(reply);
    return foreign ? foreign(reply) : message(reply.text(), reply);
  }

  /** Said of MAIL FROM, and after DATA of the header's From (icloud-facts 5). */
  private static MailException foreign(SmtpReply reply) {
    return new MailException(Kind.REFUSED, "the sender is refused: " + reply.text(), OWN_ADDRESS);
  }

  private static MailException recipients(List<RefusedRecipient> refused) {
    String list =
        refused.stream()
            .map(recipient -> recipient.address() + " (" + recipient.reply() + ")")
            .collect(Collectors.joining(", "));
    List<SmtpReply> replies =
        refused.stream()
            .map(each -> SmtpReply.of(Integer.parseInt(each.reply().substring(0, 3)), each.reply()))
            .toList();
    if (replies.stream().allMatch(Refusals::tellsOfLimit)) {
      return message(list, replies.get(0));
    }
    boolean temporary = refused.stream().allMatch(RefusedRecipient::temporary);
    return new MailException(
        temporary ? Kind.TEMPORARY : Kind.REFUSED,
        "no recipient was taken: " + list,
        temporary ? Failures.TRY_LATER : "Check the address, and send it again.");
  }

  private static MailException message(String said, SmtpReply reply) {
    if (tellsOfLimit(reply)) {
      return new MailException(
          reply.temporary() ? Kind.TEMPORARY : Kind.LIMIT,
          "iCloud's sending limit: " + said,
          "iCloud sends at most 1000 messages to 1000 recipients a day. Wait until tomorrow.");
    }
    if (reply.temporary()) {
      return new MailException(
          Kind.TEMPORARY, "the message is not taken now: " + said, Failures.TRY_LATER);
    }
    if (reply.text().contains("not one of your addresses")) {
      return foreign(reply);
    }
    if (reply.code() == 552) {
      return new MailException(
          Kind.REFUSED,
          "the message is too large: " + said,
          "iCloud takes about 20 MB of attachments. Share larger files as a link.");
    }
    boolean policy = said.contains(" 5.7.") || said.toLowerCase(Locale.ROOT).contains("policy");
    return policy
        ? new MailException(
            Kind.SERVICE_REFUSED,
            "Apple's rules refuse the message: " + said,
            "Its text or links look like unwanted mail to Apple: see"
                + " https://support.apple.com/HT204137, change it and send it again.")
        : new MailException(
            Kind.REFUSED,
            "the message is refused: " + said,
            "Change what the reply names, and send it again.");
  }

  static MailException tooLarge(long size, long limit) {
    return new MailException(
        Kind.REFUSED,
        "the message has " + size + " bytes when encoded; iCloud takes at most " + limit,
        "That is about 20 MB of attachments. Share larger files as a link.");
  }

  /** 552 speaks of the size limit, which is another matter. */
  private static boolean tellsOfLimit(SmtpReply reply) {
    return reply.text().toLowerCase(Locale.ROOT).contains("limit") && reply.code() != 552;
  }

  private static @Nullable SmtpReply reply(String reason) {
    Matcher reply = REPLY.matcher(reason);
    if (!reply.find()) {
      return null;
    }
    String text = reason.substring(reply.start(1));
    return SmtpReply.of(Integer.parseInt(reply.group(1)), text);
  }
}

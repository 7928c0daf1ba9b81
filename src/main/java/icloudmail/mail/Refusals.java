package icloudmail.mail;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.RefusedRecipient;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** SMTP replies in Apple's terms (icloud-facts 5): what was refused, and the next step. */
final class Refusals {
  private static final Pattern CODE = Pattern.compile("^([245]\\d\\d)[ -]");

  private Refusals() {}

  /** The connection, STARTTLS or AUTH failed. */
  static MailException login(Endpoint server, String login, MessagingException e) {
    String reply = Failures.reason(e);
    if (e instanceof AuthenticationFailedException && code(reply) != null) {
      return reply.startsWith("4")
          ? new MailException(
              Kind.TEMPORARY,
              server + " cannot check the login now: " + reply,
              Failures.TRY_LATER,
              e)
          : Failures.refusedLogin(server, login, reply, e);
    }
    if (reply.contains("STARTTLS is required")) {
      return new MailException(
          Kind.PROTOCOL,
          server + " does not offer STARTTLS, which must protect the login",
          "No credential was sent. A proxy or an antivirus program may be in between.",
          e);
    }
    return translate(server, e);
  }

  /** The message, its sender or all its recipients were refused. */
  static MailException message(Endpoint server, MessagingException e) {
    String reply = Failures.reason(e);
    List<RefusedRecipient> refused = recipients(e);
    if (refused.stream().anyMatch(recipient -> code(recipient.reply()) == null)) {
      return broken(server, e);
    }
    if (!refused.isEmpty() && !(e instanceof SMTPSendFailedException)) {
      return recipients(refused, e);
    }
    // said of MAIL FROM, and after DATA of the header's From (icloud-facts 5)
    boolean sender = Failures.cause(e, SMTPSenderFailedException.class) != null;
    boolean foreign = sender || reply.contains("not one of your addresses");
    if (reply.startsWith("550") && foreign && !tellsOfLimit(reply)) {
      return new MailException(
          Kind.REFUSED,
          "the sender is refused: " + reply,
          "From must be one of the account's own addresses: the iCloud address, an alias of it, or"
              + " an address of a custom domain that is set up in iCloud.",
          e);
    }
    return translate(server, e);
  }

  static MailException translate(Endpoint server, MessagingException e) {
    String reply = Failures.reason(e);
    if (code(reply) != null) {
      return byCode("the message", reply, e);
    }
    return reply.equals("[EOF]") ? broken(server, e) : Failures.connecting(server, e);
  }

  private static MailException broken(Endpoint server, MessagingException e) {
    return new MailException(
        Kind.TEMPORARY, server + " closed the connection", Failures.TRY_LATER, e);
  }

  static MailException tooLarge(long size, long limit) {
    return new MailException(
        Kind.REFUSED,
        "the message has " + size + " bytes when encoded; iCloud takes at most " + limit,
        "That is about 20 MB of attachments. Share larger files as a link.");
  }

  /** The recipients that were refused one by one; empty where it was something else. */
  static List<RefusedRecipient> recipients(MessagingException e) {
    List<RefusedRecipient> refused = new ArrayList<>();
    for (Exception at = e; at instanceof MessagingException mail; at = mail.getNextException()) {
      if (at instanceof SMTPAddressFailedException address) {
        refused.add(
            new RefusedRecipient(address.getAddress().getAddress(), Failures.reason(address)));
      }
    }
    return refused;
  }

  private static MailException recipients(List<RefusedRecipient> refused, Exception e) {
    String list =
        refused.stream()
            .map(recipient -> recipient.address() + " (" + recipient.reply() + ")")
            .collect(Collectors.joining(", "));
    boolean temporary = refused.stream().allMatch(RefusedRecipient::temporary);
    return new MailException(
        temporary ? Kind.TEMPORARY : Kind.REFUSED,
        "no recipient was taken: " + list,
        temporary ? Failures.TRY_LATER : "Check the address.",
        e);
  }

  private static MailException byCode(String what, String reply, Exception e) {
    if (tellsOfLimit(reply)) {
      return new MailException(
          reply.startsWith("4") ? Kind.TEMPORARY : Kind.SERVICE_REFUSED,
          "iCloud's sending limit: " + reply,
          "iCloud sends at most 1000 messages to 1000 recipients a day. Wait until tomorrow.",
          e);
    }
    return reply.startsWith("4")
        ? new MailException(
            Kind.TEMPORARY, what + " is not taken now: " + reply, Failures.TRY_LATER, e)
        : new MailException(Kind.REFUSED, what + " is refused: " + reply, null, e);
  }

  /** 552 speaks of the size limit, which is another matter. */
  private static boolean tellsOfLimit(String reply) {
    return reply.toLowerCase(Locale.ROOT).contains("limit") && !reply.startsWith("552");
  }

  private static @Nullable String code(String reply) {
    Matcher code = CODE.matcher(reply);
    return code.find() ? code.group(1) : null;
  }
}

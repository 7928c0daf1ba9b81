package icloudmail.mail;

import icloudmail.mail.PreparedHeader.Field;
import icloudmail.model.Account;
import icloudmail.model.MailException;
import icloudmail.model.PreparedMessage;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom a prepared message is from and to on the wire (RFC 5321 section 2.3.1). */
final class PreparedEnvelope {
  private final Account account;
  private final PreparedMessage message;
  private final PreparedHeader header;
  private final @Nullable LocalRewriting rewriting;

  /**
   * @param header with its Bcc still in it
   * @param rewriting for mail of a local program, else null
   */
  PreparedEnvelope(
      Account account,
      PreparedMessage message,
      PreparedHeader header,
      @Nullable LocalRewriting rewriting) {
    this.account = account;
    this.message = message;
    this.header = header;
    this.rewriting = rewriting;
  }

  /**
   * Those that are named to the program, and where it is asked for, or there are none, those of the
   * header; of one that was resent, those of the last time alone (RFC 5322 section 3.6.6).
   *
   * @throws MailException of kind REFUSED for a bad address or too many, USAGE for none
   */
  List<String> recipients() throws MailException {
    HeaderAddresses addresses = new HeaderAddresses(rewriting == null ? null : account);
    List<InternetAddress> all = new ArrayList<>();
    for (String typed : message.recipients()) {
      all.addAll(rewriting == null ? TypedAddresses.parse(List.of(typed)) : addresses.of(typed));
    }
    if (all.isEmpty() || message.readRecipients()) {
      List<Field> resent = header.resent();
      all.addAll(
          addresses.of(
              resent.isEmpty()
                  ? header.fields("To", "Cc", "Bcc")
                  : PreparedHeader.of(resent, "Resent-To", "Resent-Cc", "Resent-Bcc")));
    }
    return MimeComposer.recipients(List.of(all));
  }

  /**
   * The one that is named to the program, else who sent it by its header, else the account's
   * default; for a local program only where it is the account's.
   */
  InternetAddress sender() throws MailException {
    if (rewriting != null) {
      return rewriting.own(candidates());
    }
    if (message.from() != null) {
      return MimeComposer.single(message.from());
    }
    for (List<Field> fields : senders()) {
      List<InternetAddress> sender = new HeaderAddresses(null).of(fields);
      if (!sender.isEmpty()) {
        return sender.get(0);
      }
    }
    return MimeComposer.own(account.defaultFrom());
  }

  private List<InternetAddress> candidates() {
    return message.from() != null
        ? LocalRewriting.parsed(message.from())
        : senders().stream()
            .flatMap(List::stream)
            .flatMap(field -> LocalRewriting.parsed(field.value()).stream())
            .toList();
  }

  /** The fields that tell who sent it, the one that says most first. */
  private List<List<Field>> senders() {
    List<Field> resent = header.resent();
    return List.of(
        PreparedHeader.of(resent, "Resent-Sender"),
        PreparedHeader.of(resent, "Resent-From"),
        header.fields("Sender"),
        header.fields("From"));
  }
}

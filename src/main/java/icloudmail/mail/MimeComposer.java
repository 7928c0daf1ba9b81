package icloudmail.mail;

import icloudmail.model.Account;
import icloudmail.model.Address;
import icloudmail.model.AttachmentFile;
import icloudmail.model.Draft;
import icloudmail.model.DraftText;
import icloudmail.model.Header;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Submission;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Makes the message of a draft: Message-ID and Date fixed, Bcc only in the envelope, and of the
 * parts as many as it needs: the text and what it shows within the attachments.
 */
public final class MimeComposer {
  /** Apple's limit for one message; source: support.apple.com/102198, icloud-facts 5. */
  private static final int MOST_RECIPIENTS = 500;

  static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.US);

  private final Clock clock;

  public MimeComposer(Clock clock) {
    this.clock = clock;
  }

  /** Composes what is not sent yet: recipients may be missing, and Bcc stands in the header. */
  public Composition composeUnsent(Account account, Draft draft) throws MailException {
    return compose(account, draft, true);
  }

  /**
   * Composes {@code draft}.
   *
   * @throws MailException of kind REFUSED for a bad address, a line break in a header field, an
   *     inline file that is not shown or too many recipients, USAGE for no recipient
   */
  public Composition compose(Account account, Draft draft) throws MailException {
    return compose(account, draft, false);
  }

  private Composition compose(Account account, Draft draft, boolean unsent) throws MailException {
    InternetAddress from = draft.from() == null ? own(account.defaultFrom()) : single(draft.from());
    List<InternetAddress> to = TypedAddresses.parse(draft.to());
    List<InternetAddress> cc = TypedAddresses.parse(draft.cc());
    List<InternetAddress> bcc = TypedAddresses.parse(draft.bcc());
    List<String> recipients = unsent ? List.of() : recipients(List.of(to, cc, bcc));
    String messageId = messageId(from);
    try {
      MimeMessage message = new Prepared();
      message.setHeader("Date", DATE.format(ZonedDateTime.now(clock)));
      addresses(message, "From", List.of(from));
      addresses(message, "Reply-To", replyTo(draft));
      addresses(message, "To", to);
      addresses(message, "Cc", cc);
      addresses(message, "Bcc", unsent ? bcc : List.of());
      message.setHeader("Message-ID", messageId);
      fields(message, draft);
      fill(message, draft, messageId);
      message.saveChanges();
      return new Composition(
          new Submission(
              messageId, true, from.getAddress(), recipients, draft.subject(), draft.original()),
          out -> write(message, out));
    } catch (MessagingException e) {
      throw new MailException(
          Kind.REFUSED, "the message cannot be composed: " + Failures.reason(e), null, e);
    }
  }

  private static void addresses(MimeMessage message, String name, List<InternetAddress> addresses)
      throws MessagingException {
    if (!addresses.isEmpty()) {
      message.setHeader(name, HeaderFields.addresses(name, addresses));
    }
  }

  /** SMTPUTF8 is asked for by the envelope, in which these are not. */
  private static List<InternetAddress> replyTo(Draft draft) throws MailException {
    List<InternetAddress> replyTo = TypedAddresses.parse(draft.replyTo());
    for (InternetAddress address : replyTo) {
      if (!address.getAddress().matches("\\p{ASCII}*")) {
        throw new MailException(
            Kind.REFUSED,
            "'" + address.getAddress() + "' cannot stand in Reply-To",
            "Many could not answer to an address of other letters than ASCII.");
      }
    }
    return replyTo;
  }

  private static void fields(MimeMessage message, Draft draft)
      throws MessagingException, MailException {
    if (draft.subject() != null) {
      String subject = HeaderFields.checked("the subject", draft.subject());
      message.setHeader("Subject", HeaderFields.text("Subject", subject));
    }
    messageIds(message, "In-Reply-To", Stream.ofNullable(draft.inReplyTo()).toList());
    messageIds(message, "References", draft.references());
    for (Header header : draft.headers()) {
      String value = HeaderFields.checked("the field " + header.name(), header.value());
      message.addHeader(header.name(), HeaderFields.text(header.name(), value));
    }
  }

  private static void messageIds(MimeMessage message, String name, List<String> ids)
      throws MessagingException {
    String value = HeaderFields.messageIds(ids);
    if (!value.isEmpty()) {
      message.setHeader(name, value);
    }
  }

  private static void fill(MimeMessage message, Draft draft, String messageId)
      throws MessagingException, MailException {
    if (draft.attachments().isEmpty()) {
      text(message, draft, messageId);
      return;
    }
    MimeMultipart mixed = new MimeMultipart("mixed");
    MimeBodyPart text = new MimeBodyPart();
    text(text, draft, messageId);
    mixed.addBodyPart(text);
    boolean as8bit = false;
    for (AttachmentFile file : draft.attachments()) {
      MimeBodyPart part = AttachmentParts.attachment(file);
      mixed.addBodyPart(part);
      as8bit |= "8bit".equals(part.getEncoding());
    }
    message.setContent(mixed);
    if (as8bit) {
      // what holds such a part says so, too (RFC 2045 section 6.4)
      message.setHeader("Content-Transfer-Encoding", "8bit");
    }
  }

  private static void text(MimePart part, Draft draft, String messageId)
      throws MessagingException, MailException {
    if (draft.text().form() == DraftText.Form.PLAIN) {
      TextParts.plain(part, draft.text().source());
    } else {
      InlineParts.fill(part, draft, messageId);
    }
  }

  private static void write(MimeMessage message, OutputStream out) throws IOException {
    try {
      WholeLines lines = new WholeLines(out);
      message.writeTo(lines);
      lines.end();
    } catch (MessagingException e) {
      throw new IOException(Failures.reason(e), e);
    }
  }

  /** The one address for From that is typed. */
  static InternetAddress single(String from) throws MailException {
    List<InternetAddress> typed = TypedAddresses.parse(List.of(from));
    if (typed.size() != 1) {
      throw new MailException(Kind.REFUSED, "From takes one address, not " + typed.size());
    }
    return typed.get(0);
  }

  /** An address of the account as it stands in a header. */
  static InternetAddress own(Address address) throws MailException {
    InternetAddress from = TypedAddresses.parse(List.of(address.email())).get(0);
    try {
      if (address.name() != null) {
        from.setPersonal(HeaderFields.checked("the sender's name", address.name()), "UTF-8");
      }
      return from;
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("UTF-8 is always there", e);
    }
  }

  /**
   * The addr-specs of all these, each once.
   *
   * @throws MailException of kind USAGE for none, REFUSED for more than Apple takes
   */
  static List<String> recipients(List<List<InternetAddress>> fields) throws MailException {
    // a domain has no case (RFC 5321 section 2.4)
    Map<String, String> all = new LinkedHashMap<>();
    for (List<InternetAddress> field : fields) {
      for (InternetAddress address : field) {
        String email = address.getAddress();
        int at = email.lastIndexOf('@');
        String domain = email.substring(at + 1).toLowerCase(Locale.ROOT);
        all.putIfAbsent(email.substring(0, at + 1) + domain, email);
      }
    }
    if (all.isEmpty()) {
      throw new MailException(Kind.USAGE, "nobody to send to", "Name a recipient.");
    }
    if (all.size() > MOST_RECIPIENTS) {
      throw new MailException(
          Kind.REFUSED,
          all.size() + " recipients: iCloud takes at most " + MOST_RECIPIENTS + " a message",
          "Send it in several parts.");
    }
    return List.copyOf(all.values());
  }

  /** A new Message-ID of the sender's domain. */
  static String messageId(InternetAddress from) {
    String address = from.getAddress();
    return "<" + UUID.randomUUID() + address.substring(address.lastIndexOf('@')) + ">";
  }

  /** A message that keeps the Message-ID it was given, and addresses in UTF-8 (RFC 6532). */
  private static final class Prepared extends MimeMessage {
    private Prepared() {
      super(SessionFactory.composing());
    }

    @Override
    protected void updateMessageID() {
      // set once, before the first byte leaves
    }
  }
}

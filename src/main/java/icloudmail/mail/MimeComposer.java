package icloudmail.mail;

import icloudmail.model.Account;
import icloudmail.model.Address;
import icloudmail.model.AttachmentFile;
import icloudmail.model.Draft;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Submission;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.util.CRLFOutputStream;

/** Makes the message of a draft: Message-ID and Date fixed, Bcc only in the envelope. */
public final class MimeComposer {
  /** Apple's limit for one message; source: support.apple.com/102198, icloud-facts 5. */
  private static final int MOST_RECIPIENTS = 500;

  private static final int LONGEST_PLAIN_LINE = 900;
  private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
  static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.US);

  private final Clock clock;

  public MimeComposer(Clock clock) {
    this.clock = clock;
  }

  /**
   * Composes {@code draft}.
   *
   * @throws MailException of kind REFUSED for a bad address, a line break in a header field or too
   *     many recipients
   */
  public Composition compose(Account account, Draft draft) throws MailException {
    InternetAddress from = from(account, draft);
    List<InternetAddress> to = TypedAddresses.parse(draft.to());
    List<InternetAddress> cc = TypedAddresses.parse(draft.cc());
    List<InternetAddress> bcc = TypedAddresses.parse(draft.bcc());
    List<String> recipients = recipients(List.of(to, cc, bcc));
    String messageId = messageId(from);
    try {
      MimeMessage message = new Prepared();
      message.setHeader("Date", DATE.format(ZonedDateTime.now(clock)));
      message.setFrom(from);
      message.setRecipients(RecipientType.TO, to.toArray(InternetAddress[]::new));
      message.setRecipients(RecipientType.CC, cc.toArray(InternetAddress[]::new));
      if (draft.subject() != null) {
        message.setSubject(oneLine("the subject", draft.subject()), "UTF-8");
      }
      message.setHeader("Message-ID", messageId);
      fill(message, draft);
      message.saveChanges();
      return new Composition(
          new Submission(
              messageId, from.getAddress(), recipients, draft.subject(), draft.original()),
          out -> write(message, out));
    } catch (MessagingException e) {
      throw new MailException(
          Kind.REFUSED, "the message cannot be composed: " + Failures.reason(e), null, e);
    }
  }

  private static void write(MimeMessage message, OutputStream out) throws IOException {
    try {
      CRLFOutputStream lines = new CRLFOutputStream(out);
      message.writeTo(lines);
      lines.flush();
    } catch (MessagingException e) {
      throw new IOException(Failures.reason(e), e);
    }
  }

  private static InternetAddress from(Account account, Draft draft) throws MailException {
    if (draft.from() == null) {
      return own(account.defaultFrom());
    }
    return single(draft.from());
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
        from.setPersonal(oneLine("the sender's name", address.name()), "UTF-8");
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
    Set<String> all = new LinkedHashSet<>();
    fields.forEach(field -> field.forEach(address -> all.add(address.getAddress())));
    if (all.isEmpty()) {
      throw new MailException(Kind.USAGE, "nobody to send to", "Name a recipient: TO, -c or -b.");
    }
    if (all.size() > MOST_RECIPIENTS) {
      throw new MailException(
          Kind.REFUSED,
          all.size() + " recipients: iCloud takes at most " + MOST_RECIPIENTS + " a message",
          "Send it in several parts.");
    }
    return List.copyOf(all);
  }

  /** A new Message-ID of the sender's domain. */
  static String messageId(InternetAddress from) {
    String address = from.getAddress();
    return "<" + UUID.randomUUID() + address.substring(address.lastIndexOf('@')) + ">";
  }

  private static void fill(MimeMessage message, Draft draft)
      throws MessagingException, MailException {
    if (draft.attachments().isEmpty()) {
      text(message, draft.text().source());
      return;
    }
    MimeMultipart mixed = new MimeMultipart("mixed");
    MimeBodyPart text = new MimeBodyPart();
    text(text, draft.text().source());
    mixed.addBodyPart(text);
    for (AttachmentFile file : draft.attachments()) {
      mixed.addBodyPart(attachment(file));
    }
    message.setContent(mixed);
  }

  /** Plain ASCII stays as it is; all else is UTF-8, encoded so that no server has to alter it. */
  private static void text(MimePart part, String typed) throws MessagingException {
    String text = LINE_END.matcher(typed).replaceAll("\r\n");
    boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    boolean short7bit =
        ascii
            && text.indexOf('\0') < 0
            && text.lines().allMatch(line -> line.length() <= LONGEST_PLAIN_LINE);
    part.setText(text, ascii ? "us-ascii" : "UTF-8");
    part.setHeader("Content-Transfer-Encoding", short7bit ? "7bit" : encoding(text));
  }

  /** Base64 where quoted-printable would more than double the text. */
  private static String encoding(String text) {
    long foreign = text.chars().filter(c -> c > 126).count();
    return foreign * 4 > text.length() ? "base64" : "quoted-printable";
  }

  private static MimeBodyPart attachment(AttachmentFile file)
      throws MessagingException, MailException {
    MimeBodyPart part = new MimeBodyPart();
    String type = file.type() == null ? MediaTypes.of(file.name()) : file.type();
    if (type.matches("(?i)(message|multipart)/.*")) {
      // those may not be base64 (RFC 2046 section 5.2.1), and what is attached is a file of any
      // bytes
      type = "application/octet-stream";
    }
    part.setDataHandler(new DataHandler(new TypedSource(file.source(), type)));
    part.setHeader("Content-Type", type);
    part.setDisposition("attachment");
    part.setFileName(oneLine("a file name", file.name()));
    part.setHeader("Content-Transfer-Encoding", "base64");
    return part;
  }

  private static String oneLine(String what, String value) throws MailException {
    if (value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
      throw new MailException(
          Kind.REFUSED, what + " holds a line break", "Header fields are one line.");
    }
    return value;
  }

  /** A message that keeps the Message-ID it was given. */
  private static final class Prepared extends MimeMessage {
    private Prepared() {
      super((Session) null);
    }

    @Override
    protected void updateMessageID() {
      // set once, before the first byte leaves
    }
  }
}

package icloudmail.testkit.icloud;

import icloudmail.testkit.MailServers;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From MAIL to the end of DATA: what is asked of a sender, its recipients and the message. */
final class SmtpTransaction {
  static final long MAX_SIZE = 28_319_744;

  private static final int MAX_RECIPIENTS = 500;
  private static final String OK = "250 2.0.0 Ok: queued as 9315A18002C5";
  private static final String FOREIGN = "550 5.7.0 From address is not one of your addresses";
  private static final String TOO_BIG = "552 5.3.4 Message size exceeds fixed limit";
  private static final String LIMIT =
      MailServers.LOGIN + ": You have exceeded your daily sending limit. Please try again later.";

  private static final Pattern MAIL = Pattern.compile("(?i)FROM:<([^<>\\s]*)>((?: \\S+)*)");
  private static final Pattern RCPT = Pattern.compile("(?i)TO:<([^<>\\s]+)>((?: \\S+)*)");

  /** What may follow an address, and what it has to look like. */
  private static final Map<String, Pattern> MAIL_PARAMETERS =
      Map.of(
          "SIZE", Pattern.compile("\\d{1,18}"),
          "BODY", Pattern.compile("(?i)7BIT|8BITMIME"),
          "SMTPUTF8", Pattern.compile(""),
          "RET", Pattern.compile("(?i)FULL|HDRS"),
          "ENVID", Pattern.compile(".+"),
          "AUTH", Pattern.compile(".+"));

  private static final Map<String, Pattern> RCPT_PARAMETERS =
      Map.of(
          "NOTIFY", Pattern.compile("(?i)NEVER|(SUCCESS|FAILURE|DELAY)(,(SUCCESS|FAILURE|DELAY))*"),
          "ORCPT", Pattern.compile(".+"));

  private final SmtpDouble server;
  private final List<String> recipients = new ArrayList<>();
  private Optional<String> sender = Optional.empty();
  private boolean utf8;

  SmtpTransaction(SmtpDouble server) {
    this.server = server;
  }

  boolean isOpen() {
    return sender.isPresent();
  }

  void reset() {
    sender = Optional.empty();
    recipients.clear();
    utf8 = false;
  }

  String mail(String argument) {
    if (isOpen()) {
      return "503 5.5.1 Error: nested MAIL command";
    }
    Matcher matcher = MAIL.matcher(argument);
    if (!matcher.matches()) {
      return "501 5.5.4 Syntax: MAIL FROM:<address>";
    }
    String address = decoded(matcher.group(1));
    String parameters = matcher.group(2).toUpperCase(Locale.ROOT) + " ";
    Optional<String> wrong = wrong(parameters, MAIL_PARAMETERS);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    Matcher size = Pattern.compile(" SIZE=(\\d+) ").matcher(parameters);
    if (size.find() && Long.parseLong(size.group(1)) > MAX_SIZE) {
      return TOO_BIG;
    }
    if (!server.settings().owns(address)) {
      return FOREIGN;
    }
    sender = Optional.of(address);
    utf8 = parameters.contains(" SMTPUTF8 ");
    return "250 2.1.0 Ok";
  }

  String rcpt(String argument) {
    if (!isOpen()) {
      return "503 5.5.1 Error: need MAIL command";
    }
    Matcher matcher = RCPT.matcher(argument);
    if (!matcher.matches()) {
      return "501 5.5.4 Syntax: RCPT TO:<address>";
    }
    String address = decoded(matcher.group(1));
    Optional<String> wrong = wrong(matcher.group(2), RCPT_PARAMETERS);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    if (!utf8 && address.chars().anyMatch(c -> c > 127)) {
      return "553 5.6.7 Must declare SMTPUTF8 to send unicode address";
    }
    if (recipients.size() == MAX_RECIPIENTS) {
      return "452 4.5.3 Error: too many recipients";
    }
    if (server.settings().refuses(address)) {
      return "550 5.1.1 <" + address + ">: Recipient address rejected: User unknown";
    }
    if (server.settings().putsOff(address)) {
      return "450 4.2.1 <" + address + ">: Recipient address rejected: Try again later";
    }
    recipients.add(address);
    return "250 2.1.5 Ok";
  }

  /** Why DATA is not wanted yet. */
  Optional<String> data() {
    if (!isOpen()) {
      return Optional.of("503 5.5.1 Error: need RCPT command");
    }
    return recipients.isEmpty()
        ? Optional.of("554 5.5.1 Error: no valid recipients")
        : Optional.empty();
  }

  String end(SmtpContent content) {
    if (content.hasBareLineEnd()) {
      return "550 5.5.2 Error: bare <LF> received";
    }
    if (content.isTooBig()) {
      return TOO_BIG;
    }
    if (server.settings().checksHeaderFrom() && !ownsHeaderFrom(content.bytes())) {
      return FOREIGN;
    }
    return switch (server.settings().dailyLimit()) {
      case PERMANENT -> "550 5.7.1 " + LIMIT;
      case TEMPORARY -> "450 4.7.1 " + LIMIT;
      case NONE -> {
        server.accept(sender.orElseThrow(), recipients, content.bytes());
        yield OK;
      }
    };
  }

  private boolean ownsHeaderFrom(byte[] message) {
    try {
      String from =
          new InternetHeaders(new ByteArrayInputStream(message), true).getHeader("From", ",");
      for (InternetAddress address : InternetAddress.parseHeader(from == null ? "" : from, true)) {
        if (!server.settings().owns(address.getAddress())) {
          return false;
        }
      }
      return from != null;
    } catch (AddressException e) {
      return false;
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<String> wrong(String parameters, Map<String, Pattern> known) {
    for (String parameter : parameters.strip().split(" ", -1)) {
      String[] parts = parameter.split("=", 2);
      Pattern form = known.get(parts[0].toUpperCase(Locale.ROOT));
      if (!parameter.isEmpty() && form == null) {
        return Optional.of("555 5.5.4 Unsupported option: " + parameter);
      }
      if (form != null && !form.matcher(parts.length > 1 ? parts[1] : "").matches()) {
        return Optional.of("501 5.5.4 Bad parameter syntax: " + parameter);
      }
    }
    return Optional.empty();
  }

  private static String decoded(String octets) {
    return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}

package icloudmail.testkit.icloud;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.Optional;

/** ENVELOPE as Apple writes it: raw text, and identifiers whose quotes nobody escapes. */
final class Envelopes {
  private Envelopes() {}

  /** Whether the message has an identifier that breaks its ENVELOPE (icloud-facts 2). */
  static boolean isOdd(StoredMessage message) {
    return List.of("Message-ID", "In-Reply-To").stream()
        .anyMatch(name -> message.field(name).filter(id -> id.contains("\"")).isPresent());
  }

  static String write(StoredMessage message) {
    Optional<String> from = message.field("From");
    return String.join(
        " ",
        "(" + Answer.string(message.field("Date")),
        Answer.string(message.field("Subject")),
        addresses(from),
        addresses(message.field("Sender").or(() -> from)),
        addresses(message.field("Reply-To").or(() -> from)),
        addresses(message.field("To")),
        addresses(message.field("Cc")),
        addresses(message.field("Bcc")),
        unescaped(message.field("In-Reply-To")),
        unescaped(message.field("Message-ID")) + ")");
  }

  private static String unescaped(Optional<String> id) {
    return id.map(Answer::quoted).orElse("NIL");
  }

  private static String addresses(Optional<String> field) {
    StringBuilder list = new StringBuilder();
    try {
      for (InternetAddress address : InternetAddress.parseHeader(field.orElse(""), false)) {
        list.append(address(address));
      }
    } catch (AddressException | UnsupportedEncodingException e) {
      return "NIL";
    }
    return list.isEmpty() ? "NIL" : "(" + list + ")";
  }

  private static String address(InternetAddress address)
      throws AddressException, UnsupportedEncodingException {
    if (address.isGroup()) {
      String text = address.getAddress();
      StringBuilder group = new StringBuilder();
      group.append("(NIL NIL ");
      group
          .append(Answer.string(Optional.of(text.substring(0, text.indexOf(':')))))
          .append(" NIL)");
      for (InternetAddress member : address.getGroup(false)) {
        group.append(address(member));
      }
      return group.append("(NIL NIL NIL NIL)").toString();
    }
    String name = address.getPersonal();
    String encoded = name == null ? null : MimeUtility.encodeWord(name, "utf-8", null);
    String both = address.getAddress();
    int at = both.lastIndexOf('@');
    return "("
        + Answer.string(Optional.ofNullable(encoded))
        + " NIL "
        + Answer.string(Optional.of(at < 0 ? both : both.substring(0, at)))
        + " "
        + Answer.string(Optional.of(at < 0 ? "" : both.substring(at + 1)))
        + ")";
  }
}

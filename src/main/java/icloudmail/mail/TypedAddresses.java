package icloudmail.mail;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Addresses as a user types them, refused before anything is sent where they are not whole. */
final class TypedAddresses {
  private TypedAddresses() {}

  /**
   * The addresses of an address list.
   *
   * @throws MailException of kind REFUSED for a malformed address, or one without a domain, to
   *     which Apple would append {@code @me.com} (peers C0 13)
   */
  static List<InternetAddress> parse(List<String> typed) throws MailException {
    List<InternetAddress> result = new ArrayList<>();
    for (String list : typed) {
      if (list.chars().anyMatch(Character::isISOControl)) {
        throw refused(list, "it holds a control character");
      }
      try {
        InternetAddress[] addresses = InternetAddress.parse(list, true);
        if (addresses.length == 0) {
          throw refused(list, "it is empty");
        }
        for (InternetAddress address : addresses) {
          result.add(checked(address, list));
        }
      } catch (AddressException e) {
        throw refused(list, Failures.reason(e));
      }
    }
    return result;
  }

  /** The address as it goes into an envelope; refused with the text that was {@code typed}. */
  static InternetAddress checked(InternetAddress address, String typed) throws MailException {
    String email = address.getAddress();
    int at = email == null ? -1 : email.lastIndexOf('@');
    if (email == null || address.isGroup()) {
      throw refused(typed, "it is a group");
    }
    if (at < 1 || at == email.length() - 1) {
      throw refused(typed, "it has no domain");
    }
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(email.substring(0, at))) {
      throw refused(typed, "non-ASCII local parts cannot be sent to yet");
    }
    try {
      InternetAddress ascii = new InternetAddress();
      ascii.setAddress(email.substring(0, at + 1) + IDN.toASCII(email.substring(at + 1)));
      if (address.getPersonal() != null) {
        ascii.setPersonal(address.getPersonal(), "UTF-8");
      }
      return ascii;
    } catch (IllegalArgumentException | UnsupportedEncodingException e) {
      throw refused(typed, Failures.reason(e));
    }
  }

  static MailException refused(String typed, String why) {
    return new MailException(
        Kind.REFUSED,
        "'" + typed + "' is not an address: " + why,
        "Write local@domain or 'Name <local@domain>'.");
  }
}

package icloudmail.mail;

import icloudmail.mail.PreparedHeader.Field;
import icloudmail.model.Account;
import icloudmail.model.MailException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the addresses that a finished message is to go to or comes from. */
final class HeaderAddresses {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "localhost.localdomain");

  private final @Nullable Account local;

  /**
   * @param local whose login a bare local name stands for, or null to refuse those
   */
  HeaderAddresses(@Nullable Account local) {
    this.local = local;
  }

  /**
   * The addresses of these fields; a group gives its members.
   *
   * @throws MailException of kind REFUSED for one that cannot be sent to
   */
  List<InternetAddress> of(List<Field> fields) throws MailException {
    List<InternetAddress> all = new ArrayList<>();
    for (Field field : fields) {
      all.addAll(of(field.value()));
    }
    return all;
  }

  /** The same for one address list. */
  List<InternetAddress> of(String list) throws MailException {
    List<InternetAddress> all = new ArrayList<>();
    for (InternetAddress address : parsed(list)) {
      all.add(
          local != null && isLocal(address)
              ? named(local.login(), address.getPersonal())
              : TypedAddresses.checked(address, String.valueOf(address.getAddress())));
    }
    return all;
  }

  /** The addresses as they stand there. */
  static List<InternetAddress> parsed(String list) throws MailException {
    List<InternetAddress> all = new ArrayList<>();
    try {
      for (InternetAddress address : InternetAddress.parseHeader(list, true)) {
        InternetAddress[] members = address.isGroup() ? address.getGroup(true) : null;
        all.addAll(members == null ? List.of(address) : List.of(members));
      }
    } catch (AddressException e) {
      throw TypedAddresses.refused(list, Failures.reason(e));
    }
    for (InternetAddress address : all) {
      // an addr-spec becomes a line of SMTP
      if (String.valueOf(address.getAddress()).chars().anyMatch(Character::isISOControl)) {
        throw TypedAddresses.refused(list, "it holds a control character");
      }
    }
    return all;
  }

  /** Whether it means a user of this machine: no domain, or the machine's own. */
  static boolean isLocal(InternetAddress address) {
    String email = String.valueOf(address.getAddress());
    int at = email.lastIndexOf('@');
    return at < 0 || THIS_MACHINE.contains(email.substring(at + 1).toLowerCase(Locale.ROOT));
  }

  /** An address with a display name that is fit for a header. */
  static InternetAddress named(String email, @Nullable String name) {
    InternetAddress address = new InternetAddress();
    address.setAddress(email);
    try {
      if (name != null && !name.isBlank()) {
        // an encoded word can hide a line break
        address.setPersonal(name.replaceAll("\\p{Cntrl}+", " ").strip(), "UTF-8");
      }
      return address;
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("UTF-8 is always there", e);
    }
  }
}

package icloudmail.mail;

import icloudmail.model.Address;
import icloudmail.model.MailException;
import icloudmail.model.ShownAddress;
import icloudmail.model.StrangersText;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Addresses of received messages, as far as they can be sent to, and as a user would type them. */
public final class ReceivedAddresses {
  private static final int LONGEST_NAME = 200;

  private ReceivedAddresses() {}

  /**
   * The addresses that can be sent to, those in groups (RFC 5322 section 3.4) included; their names
   * are harmless.
   *
   * @param unusable is told of each that is none
   */
  public static List<Address> usable(List<Address> received, Consumer<String> unusable) {
    List<Address> usable = new ArrayList<>();
    for (Address address : members(received)) {
      Optional<Address> clean = clean(address);
      if (clean.isEmpty() && address.email().indexOf(',') >= 0) {
        usable.addAll(usable(parts(address.email()), unusable));
      } else {
        clean.ifPresentOrElse(
            usable::add,
            () -> unusable.accept(StrangersText.line(ShownAddress.email(address.email()))));
      }
    }
    return usable;
  }

  /** What a list may have meant of which one address is broken. */
  private static List<Address> parts(String list) {
    List<Address> parts = new ArrayList<>();
    for (String part : list.split(",", -1)) {
      parts.addAll(HeaderText.addresses(part));
    }
    return parts;
  }

  /** An address as it would be typed; its name needs no more care. */
  public static String typed(Address address) {
    InternetAddress typed = new InternetAddress();
    typed.setAddress(address.email());
    try {
      typed.setPersonal(address.name());
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("the name is not encoded here", e);
    }
    return typed.toUnicodeString();
  }

  /** Those that were typed, as far as they can be read; what cannot is refused elsewhere. */
  public static List<Address> read(List<String> typed) {
    List<Address> read = new ArrayList<>();
    typed.forEach(list -> read.addAll(HeaderText.addresses(list)));
    return members(read);
  }

  private static List<Address> members(List<Address> addresses) {
    List<Address> members = new ArrayList<>();
    for (Address address : addresses) {
      InternetAddress group = new InternetAddress();
      group.setAddress(address.email());
      try {
        InternetAddress[] inside = group.isGroup() ? group.getGroup(false) : null;
        if (inside == null) {
          members.add(address);
        } else {
          for (InternetAddress each : inside) {
            members.add(new Address(each.getPersonal(), each.getAddress()));
          }
        }
      } catch (AddressException e) {
        members.add(address);
      }
    }
    return members;
  }

  private static Optional<Address> clean(Address address) {
    // what is decoded once must not be decoded again, when the header is made
    String line = StrangersText.line(address.name() == null ? "" : address.name());
    String name = StrangersText.atMost(LONGEST_NAME, line.replace("=?", "= ?"));
    Address clean = new Address(name.isEmpty() ? null : name, address.email());
    if (!StrangersText.line(address.email()).equals(address.email())) {
      // what nobody can see cannot be sent to knowingly
      return Optional.empty();
    }
    try {
      return TypedAddresses.parse(List.of(typed(clean))).size() == 1
          ? Optional.of(clean)
          : Optional.empty();
    } catch (MailException e) {
      return Optional.empty();
    }
  }
}

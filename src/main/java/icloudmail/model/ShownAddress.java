package icloudmail.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An address as a person is shown it, so that it cannot be taken for another one: a domain that can
 * be read as another stands in its ASCII form, and a name that itself looks like an address never
 * hides the address. Programs that read JSON are given the address as it stands in the message.
 */
public final class ShownAddress {
  private ShownAddress() {}

  /** {@code Name <local@domain>}, or the addr-spec alone. */
  public static String full(Address address) {
    String name = name(address);
    String email = email(address.email());
    return name.isEmpty() ? email : quoted(address, name) + " <" + email + ">";
  }

  /** Several of them, with commas. */
  public static String full(List<Address> addresses) {
    return addresses.stream().map(ShownAddress::full).collect(Collectors.joining(", "));
  }

  /** The name where there is one that is no address, else the addr-spec. */
  public static String brief(Address address) {
    String name = name(address);
    return name.isEmpty() || hides(address, name) ? email(address.email()) : name;
  }

  /** The name as it can be seen; empty where there is nothing to see. */
  private static String name(Address address) {
    return address.name() == null ? "" : ShownName.of(address.name());
  }

  /** An addr-spec. */
  public static String email(String email) {
    if (isAscii(email)) {
      return email;
    }
    int at = email.lastIndexOf('@');
    if (at < 0) {
      return LegibleDomain.local(email, "");
    }
    String domain = email.substring(at + 1);
    return LegibleDomain.local(email.substring(0, at), domain) + '@' + domain(domain);
  }

  /** A domain alone. */
  public static String domain(String domain) {
    return isAscii(domain) ? domain : LegibleDomain.of(domain);
  }

  /** A name with what parts addresses could pass itself off as one more address of the list. */
  private static String quoted(Address address, String name) {
    boolean odd = name.indexOf('<') >= 0 || name.indexOf('>') >= 0 || hides(address, name);
    return odd ? '"' + name.replace('"', '\'') + '"' : name;
  }

  /** Whether the name would be taken for an address, and for another one. */
  private static boolean hides(Address address, String name) {
    return !name.equalsIgnoreCase(email(address.email())) && ShownName.looksLikeAddress(name);
  }

  /** Without the streams of {@link String#chars}, which would be felt where a list is printed. */
  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}

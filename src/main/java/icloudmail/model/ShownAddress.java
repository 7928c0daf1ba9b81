package icloudmail.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An address as a person is shown it, so that it cannot be taken for another one: a domain in which
 * scripts mix stands in its ASCII form, and a name that itself looks like an address never hides
 * the address. Programs that read JSON are given the address as it stands in the message.
 */
public final class ShownAddress {
  /** The at sign, and its forms of full width and of small size. */
  private static final String AT_SIGNS = "@\uFF20\uFE6B";

  private ShownAddress() {}

  /** {@code Name <local@domain>}, or the addr-spec alone. */
  public static String full(Address address) {
    String name = address.name();
    String email = email(address.email());
    return name == null || name.isBlank() ? email : quoted(address, name) + " <" + email + ">";
  }

  /** Several of them, with commas. */
  public static String full(List<Address> addresses) {
    return addresses.stream().map(ShownAddress::full).collect(Collectors.joining(", "));
  }

  /** The name where there is one that is no address, else the addr-spec. */
  public static String brief(Address address) {
    String name = address.name();
    return name == null || name.isBlank() || hides(address, name) ? email(address.email()) : name;
  }

  /** An addr-spec. */
  public static String email(String email) {
    if (isAscii(email)) {
      return email;
    }
    int at = email.lastIndexOf('@');
    return at < 0
        ? LegibleDomain.visible(email)
        : LegibleDomain.visible(email.substring(0, at)) + '@' + domain(email.substring(at + 1));
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
    if (name.equalsIgnoreCase(email(address.email()))) {
      return false;
    }
    for (int at = 0; at < name.length(); at++) {
      if (AT_SIGNS.indexOf(name.charAt(at)) >= 0
          && (isJoined(name, at) || name.indexOf('.', at) >= 0)) {
        return true;
      }
    }
    return false;
  }

  /** An at sign that begins a word, as in {@code Jo (@jo)}, makes no address of it. */
  private static boolean isJoined(String name, int at) {
    return at > 0 && !Character.isSpaceChar(name.charAt(at - 1)) && name.charAt(at - 1) != '(';
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

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
import java.util.regex.Pattern;

/** Addresses as a user types them, refused before anything is sent where they are not whole. */
final class TypedAddresses {
  /**
   * Letters that the JDK's IDN, which is of 2003, makes others of: the domain of somebody else (UTS
   * 46, section 1.3.2).
   */
  private static final Pattern DEVIATION = Pattern.compile("[\u00DF\u1E9E\u03C2\u200C\u200D]");

  /** A dot-atom or a quoted string (RFC 5322 section 3.4.1), of any letters (RFC 6532). */
  private static final Pattern LOCAL_PART =
      Pattern.compile(
          "[^\\p{Cc}\\p{Cs}\\p{Z}\"(),:;<>@\\[\\\\\\]]+"
              + "|\"([^\\p{Cc}\\p{Cs}\"\\\\]|\\\\[^\\p{Cc}\\p{Cs}])+\"");

  /** A name, or an address literal (RFC 5321 section 4.1.3), whose rest no server would take. */
  private static final Pattern DOMAIN =
      Pattern.compile("[^\\p{Cc}\\p{Z}\"(),:;<>@\\[\\\\\\]]+|\\[[A-Za-z0-9.:-]+]");

  /** RFC 5321 section 4.5.3.1. */
  private static final int LONGEST_LOCAL_PART = 64;

  private static final int LONGEST_DOMAIN = 255;

  private TypedAddresses() {}

  /**
   * The addresses of an address list.
   *
   * @throws MailException of kind REFUSED for a malformed address, or one without a domain, to
   *     which Apple would append {@code @me.com}
   */
  static List<InternetAddress> parse(List<String> typed) throws MailException {
    List<InternetAddress> result = new ArrayList<>();
    for (String list : typed) {
      if (list.chars().anyMatch(Character::isISOControl)) {
        throw refused(list, "it holds a control character");
      }
      try {
        InternetAddress[] addresses = InternetAddress.parse(list, true);
        if (goesOn(list)) {
          throw refused(list, "something stands behind it");
        }
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
    if (octets(email.substring(0, at)) > LONGEST_LOCAL_PART
        || octets(email.substring(at + 1)) > LONGEST_DOMAIN) {
      throw refused(typed, "it is longer than any mail server takes");
    }
    if (!LOCAL_PART.matcher(email.substring(0, at)).matches()) {
      throw refused(typed, "what stands before the @ needs quotes");
    }
    if (DEVIATION.matcher(email.substring(at)).find()) {
      throw refused(typed, "its domain means another one to older software: write its xn-- form");
    }
    try {
      String name = address.getPersonal();
      if (name != null && name.chars().anyMatch(Character::isISOControl)) {
        throw refused(typed, "its name holds a control character");
      }
      String domain = ascii(email.substring(at + 1));
      if (!DOMAIN.matcher(domain).matches()) {
        throw refused(typed, "what stands behind the @ is no domain");
      }
      InternetAddress ascii = new InternetAddress();
      ascii.setAddress(email.substring(0, at + 1) + domain);
      if (name != null) {
        ascii.setPersonal(name, "UTF-8");
      }
      return ascii;
    } catch (IllegalArgumentException | UnsupportedEncodingException e) {
      throw refused(typed, Failures.reason(e));
    }
  }

  /** Whether more than a comment follows an address in angle brackets, which is lost in parsing. */
  private static boolean goesOn(String list) {
    boolean quoted = false;
    boolean closed = false;
    int comments = 0;
    for (int at = 0; at < list.length(); at++) {
      char c = list.charAt(at);
      if (c == '\\' && (quoted || comments > 0)) {
        at++;
      } else if (comments > 0 || (c == '(' && !quoted)) {
        comments += c == '(' ? 1 : c == ')' ? -1 : 0;
      } else if (quoted || c == '"') {
        quoted ^= c == '"';
        if (closed) {
          return true;
        }
      } else if (c == '>') {
        closed = true;
      } else if (c == ',' || c == ';') {
        closed = false;
      } else if (closed && !Character.isWhitespace(c)) {
        return true;
      }
    }
    return false;
  }

  /** A-labels; of letters that are compatible with {@code >} or {@code @} it makes neither. */
  private static String ascii(String domain) {
    boolean ascii = domain.matches("\\p{ASCII}*");
    return IDN.toASCII(domain, ascii ? 0 : IDN.USE_STD3_ASCII_RULES);
  }

  private static int octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  static MailException refused(String typed, String why) {
    return new MailException(
        Kind.REFUSED,
        "'" + typed + "' is not an address: " + why,
        "Write local@domain or 'Name <local@domain>'.");
  }
}

package icloudmail.mail;

import icloudmail.model.Address;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what stands between two commas of an address list: a name and an address, mostly. */
final class Mailbox {
  private final String text;

  /** What is neither in angles nor a comment: the name, or the address itself. */
  private final StringBuilder rest = new StringBuilder();

  private final List<Address> addresses = new ArrayList<>();
  private @Nullable String comment;

  private Mailbox(String text) {
    this.text = text;
  }

  /** One address; several where a separator is missing; none of an empty one. */
  static List<Address> read(String text) {
    Mailbox mailbox = new Mailbox(text);
    mailbox.walk();
    mailbox.finish();
    return mailbox.addresses;
  }

  private void walk() {
    boolean angles = text.indexOf('<') >= 0 && text.indexOf('>', text.indexOf('<')) >= 0;
    for (int at = 0; at < text.length(); ) {
      int end = AddressTokens.end(text, at);
      String token = text.substring(at, end);
      if (token.length() > 1 && token.startsWith("<")) {
        angle(token);
      } else if (token.length() > 1 && token.startsWith("(") && !(angles && addresses.isEmpty())) {
        comment = unescaped(token.substring(1, token.length() - 1)).strip();
        rest.append(' ');
      } else {
        rest.append(token);
      }
      at = end;
    }
  }

  private void angle(String token) {
    String email = spec(token);
    String name = name(rest.toString());
    rest.setLength(0);
    if (!email.isEmpty() || name != null) {
      addresses.add(new Address(name, email));
    }
  }

  private void finish() {
    String left = rest.toString().strip();
    if (addresses.isEmpty()) {
      bare(left);
    } else if (left.indexOf('@') > 0 && left.indexOf('"') < 0) {
      bare(left);
    } else if (addresses.get(0).name() == null) {
      String behind = name(left.isEmpty() && comment != null ? comment : left);
      addresses.set(0, new Address(behind, addresses.get(0).email()));
    }
  }

  /** Without angles: one word that has an at sign is the address, and the others are its name. */
  private void bare(String left) {
    List<String> words = words(left);
    List<String> emails = words.stream().filter(Mailbox::isEmail).toList();
    if (emails.size() == 1) {
      String others = trimmed(left.replace(emails.get(0), " "), "<:");
      String name = name(others);
      addresses.add(new Address(name == null ? name(comment) : name, spec(emails.get(0))));
    } else if (emails.size() > 1 && emails.size() == words.size()) {
      emails.forEach(email -> addresses.add(new Address(null, spec(email))));
    } else if (!left.isEmpty()) {
      String whole = words.size() == 1 ? spec(left) : EncodedWords.decode(left);
      addresses.add(new Address(name(comment), whole.isEmpty() ? left : whole));
    } else if (comment != null) {
      addresses.add(new Address(null, EncodedWords.decode("(" + comment + ")")));
    }
  }

  private static boolean isEmail(String word) {
    int at = word.lastIndexOf('@');
    return at > 0 && at < word.length() - 1;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int at = 0; at < text.length(); ) {
      if (Character.isWhitespace(text.charAt(at))) {
        words.add(text.substring(start, at));
        start = at + 1;
      }
      at = AddressTokens.end(text, at);
    }
    words.add(text.substring(start));
    words.removeIf(String::isBlank);
    return words;
  }

  /** The address alone, without what has been put around it: angles, quotes, a route, a scheme. */
  private static String spec(String written) {
    String bare = trimmed(written, "<>");
    boolean quoted = bare.matches("\"[^\"@]+@[^\"]+\"|'[^'@]+@[^']+'");
    String plain = quoted ? bare.substring(1, bare.length() - 1).strip() : bare;
    return plain.replaceFirst("^(?i)mailto:", "").replaceFirst("^@[^:]*:", "");
  }

  /** Without blanks and these letters at both ends. */
  private static String trimmed(String text, String letters) {
    int start = 0;
    int end = text.length();
    while (start < end && isOf(letters, text.charAt(start))) {
      start++;
    }
    while (end > start && isOf(letters, text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isOf(String letters, char letter) {
    return Character.isWhitespace(letter) || letters.indexOf(letter) >= 0;
  }

  /** A name as it is read, or null where there is none. */
  private static @Nullable String name(@Nullable String written) {
    String bare = written == null ? "" : written.strip();
    boolean quoted = bare.length() > 1 && bare.startsWith("\"") && isOneToken(bare);
    String plain = quoted ? unescaped(bare.substring(1, bare.length() - 1)) : bare;
    String name = EncodedWords.decode(plain).strip();
    return name.isEmpty() ? null : name;
  }

  private static boolean isOneToken(String text) {
    return AddressTokens.end(text, 0) == text.length();
  }

  private static String unescaped(String text) {
    return text.replaceAll("\\\\(.)", "$1");
  }
}

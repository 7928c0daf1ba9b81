package icloudmail.mail;

import icloudmail.model.Address;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an address list (RFC 5322 section 3.4) as it comes: groups give their members, semicolons
 * separate as commas do, and what is broken is an address as far as it goes. No address that stands
 * there is left out, and none is made up.
 */
final class AddressList {
  private final String list;
  private final List<Address> addresses = new ArrayList<>();

  private AddressList(String list) {
    this.list = list;
  }

  /**
   * @param unfolded the value of a field, on one line
   */
  static List<Address> read(String unfolded) {
    // a doubled quote is one; an empty name is none
    AddressList reader =
        new AddressList(
            unfolded
                .replace("\0", "")
                .replaceAll("(?<!\\\\)\"{2,}(?=[^\\s<,;])|(?<![\\\\\\s])\"{2,}", "\""));
    reader.split();
    return reader.addresses;
  }

  private void split() {
    int start = 0;
    // without an end, a colon is of a name
    boolean groups = list.indexOf(';') >= 0;
    boolean named = false;
    for (int at = 0; at < list.length(); ) {
      char letter = list.charAt(at);
      if (letter == ',' || letter == ';') {
        add(start, at);
        start = at + 1;
        named = false;
      } else if (letter == ':' && groups && !named && isGroup(start, at)) {
        start = at + 1;
        named = true;
      }
      at = AddressTokens.end(list, at);
    }
    add(start, list.length());
  }

  /** Whether what stands before a colon can be the name of a group. */
  private boolean isGroup(int start, int colon) {
    String name = list.substring(start, colon);
    return !name.isBlank() && name.indexOf('@') < 0 && name.indexOf('<') < 0;
  }

  private void add(int start, int end) {
    String mailbox = list.substring(start, end).strip();
    if (!mailbox.isEmpty()) {
      addresses.addAll(Mailbox.read(mailbox));
    }
  }
}

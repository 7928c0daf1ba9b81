package icloudmail.model;

import java.util.List;

/**
 * Whose mail it is.
 *
 * @param name what the user calls the account
 * @param login the primary address, which both servers take as user name
 * @param from the addresses that may stand in From, the default first; never empty
 * @param passwordSource where its app-specific password is read from
 */
public record Account(
    String name, String login, List<Address> from, PasswordSource passwordSource) {
  public Account {
    from = List.copyOf(from);
  }

  /** The address that stands in From unless another is asked for. */
  public Address defaultFrom() {
    return from.get(0);
  }
}

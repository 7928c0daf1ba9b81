package icloudmail.model;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose mail it is.
 *
 * @param name what the user calls the account
 * @param login the primary address, which both servers take as user name
 * @param from the addresses that may stand in From, the default first; never empty
 * @param passwordSource where its app-specific password is read from
 * @param signature what stands below each text that is composed, or null
 * @param sentCopy whether a copy of what is sent is filed in the sent folder
 */
public record Account(
    String name,
    String login,
    List<Address> from,
    PasswordSource passwordSource,
    @Nullable String signature,
    boolean sentCopy) {
  /** One mailbox has the same local part at each of them (icloud-facts 4). */
  private static final Set<String> APPLE = Set.of("icloud.com", "me.com", "mac.com");

  public Account {
    from = List.copyOf(from);
  }

  /** One that signs nothing and keeps copies. */
  public Account(String name, String login, List<Address> from, PasswordSource passwordSource) {
    this(name, login, from, passwordSource, null, true);
  }

  /** The address that stands in From unless another is asked for. */
  public Address defaultFrom() {
    return from.get(0);
  }

  /** Whether {@code email}, an addr-spec, is an address that this account is known to have. */
  public boolean owns(String email) {
    return email.equalsIgnoreCase(login)
        || from.stream().anyMatch(address -> address.email().equalsIgnoreCase(email))
        || (APPLE.contains(domain(email))
            && APPLE.contains(domain(login))
            && local(email).equals(local(login)));
  }

  private static String domain(String email) {
    return email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
  }

  private static String local(String email) {
    return email.substring(0, Math.max(0, email.lastIndexOf('@'))).toLowerCase(Locale.ROOT);
  }
}

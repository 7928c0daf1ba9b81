package icloudmail.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whom an answer goes to, and from which of one's own addresses (RFC 5322 section 3.6.3). Addresses
 * are the same whatever their case.
 */
public final class ReplyRules {
  private final Account account;
  private final Envelope original;
  private final List<Address> to;
  private final List<Address> cc;

  /**
   * @param original its addresses can all be sent to
   * @param all whether the original's other recipients are answered, too
   */
  public ReplyRules(Account account, Envelope original, boolean all) {
    this.account = account;
    this.original = original;
    List<Address> first = isOwn() ? original.to() : authors();
    List<Address> others = List.of();
    if (all) {
      others = isOwn() ? original.cc() : joined(original.to(), original.cc());
    }
    List<Address> strangers = others(first);
    List<Address> copies = without(others(others), strangers);
    if (strangers.isEmpty()) {
      // nobody else is left: it is a mail to oneself
      strangers =
          copies.isEmpty() ? without(first.isEmpty() ? authors() : first, List.of()) : copies;
      copies = List.of();
    }
    this.to = strangers;
    this.cc = copies;
  }

  /** Who is answered. */
  public List<Address> to() {
    return to;
  }

  /** Who gets a copy. */
  public List<Address> cc() {
    return cc;
  }

  /**
   * The own address that got the message, or sent it; empty for the account's default.
   *
   * @param deliveredTo what Delivered-To and X-Original-To say, addr-specs
   */
  public Optional<Address> from(List<String> deliveredTo) {
    Stream<String> named =
        Stream.of(isOwn() ? original.from() : List.<Address>of(), original.to(), original.cc())
            .flatMap(List::stream)
            .map(Address::email);
    return Stream.concat(named, deliveredTo.stream())
        .filter(account::owns)
        .findFirst()
        .map(this::own);
  }

  /** As the account spells it, with the name that goes with it there. */
  private Address own(String email) {
    Address named = account.defaultFrom();
    return account.from().stream()
        .filter(each -> each.email().equalsIgnoreCase(email))
        .findFirst()
        .orElseGet(() -> new Address(named.name(), email.toLowerCase(Locale.ROOT)));
  }

  private boolean isOwn() {
    return original.from().stream().anyMatch(this::isOwn);
  }

  private boolean isOwn(Address address) {
    return account.owns(address.email());
  }

  private List<Address> authors() {
    return others(original.replyTo()).isEmpty() ? original.from() : original.replyTo();
  }

  private List<Address> others(List<Address> addresses) {
    return without(addresses.stream().filter(each -> !isOwn(each)).toList(), List.of());
  }

  private static List<Address> joined(List<Address> some, List<Address> more) {
    List<Address> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  /** Each of {@code addresses} once, except those that are among {@code named}. */
  public static List<Address> without(List<Address> addresses, List<Address> named) {
    Map<String, Address> left = new LinkedHashMap<>();
    addresses.forEach(each -> left.putIfAbsent(key(each), each));
    named.forEach(each -> left.remove(key(each)));
    return List.copyOf(left.values());
  }

  private static String key(Address address) {
    return address.email().toLowerCase(Locale.ROOT);
  }
}

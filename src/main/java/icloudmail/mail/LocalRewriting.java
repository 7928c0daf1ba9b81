package icloudmail.mail;

import icloudmail.mail.PreparedHeader.Field;
import icloudmail.model.Account;
import icloudmail.model.LocalMail;
import icloudmail.model.MailException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the header of a local program's message one that Apple takes: it refuses a From that is not
 * the account's (icloud-facts 5), and appends {@code @me.com} to a bare name (peers C0 13).
 */
final class LocalRewriting {
  private static final Set<String> ADDRESS_FIELDS =
      Set.of("to", "cc", "reply-to", "resent-from", "resent-to", "resent-cc");

  private final Account account;
  private final LocalMail local;
  private final HeaderAddresses addresses;

  LocalRewriting(Account account, LocalMail local) {
    this.account = account;
    this.local = local;
    this.addresses = new HeaderAddresses(account);
  }

  /** Alters only the fields that would not do; every other stays as it is. */
  void apply(PreparedHeader header) {
    header.change(this::withoutLocalNames);
    List<Field> from = header.fields("From");
    if (!from.isEmpty()) {
      from(header, from.get(0));
    }
    if (header.fields("Sender").stream().anyMatch(field -> !allOwn(parsed(field)))) {
      header.remove("Sender");
    }
  }

  private Field withoutLocalNames(Field field) {
    boolean addressed = ADDRESS_FIELDS.stream().anyMatch(field::is);
    if (!addressed || parsed(field).stream().noneMatch(HeaderAddresses::isLocal)) {
      return field;
    }
    try {
      InternetAddress[] fit = addresses.of(field.value()).toArray(InternetAddress[]::new);
      return PreparedHeader.field(
          field.name(), InternetAddress.toString(fit, field.name().length() + 2));
    } catch (MailException e) {
      // where it has to be sent to, that is told then
      return field;
    }
  }

  private void from(PreparedHeader header, Field from) {
    List<InternetAddress> old = parsed(from);
    if (old.isEmpty()) {
      header.remove("From");
      return;
    }
    InternetAddress first = old.get(0);
    boolean own = allOwn(old);
    if (own && (old.size() > 1 || local.name() == null || first.getPersonal() != null)) {
      return;
    }
    List<InternetAddress> strangers =
        old.stream()
            .filter(address -> !HeaderAddresses.isLocal(address))
            .filter(address -> !account.owns(address.getAddress()))
            .map(address -> HeaderAddresses.named(address.getAddress(), address.getPersonal()))
            .toList();
    if (!strangers.isEmpty() && !header.has("Reply-To")) {
      header.remove("Reply-To");
      header.add(
          "Reply-To", InternetAddress.toString(strangers.toArray(InternetAddress[]::new), 10));
    }
    InternetAddress fit =
        sender(own ? first.getAddress() : account.defaultFrom().email(), first.getPersonal());
    Field rewritten = PreparedHeader.field("From", fit.toString());
    header.change(field -> field.equals(from) ? rewritten : field);
  }

  /** An own address, named as the header, else the caller, else the account has it. */
  InternetAddress sender(String email, @Nullable String name) {
    boolean named = name != null && !name.isBlank();
    String called = named ? name : local.name();
    return HeaderAddresses.named(email, called == null ? account.defaultFrom().name() : called);
  }

  /** The first of these that is an own address, or the account's default. */
  InternetAddress own(List<InternetAddress> candidates) {
    return candidates.stream()
        .filter(address -> account.owns(String.valueOf(address.getAddress())))
        .findFirst()
        .orElseGet(() -> HeaderAddresses.named(account.defaultFrom().email(), null));
  }

  private boolean allOwn(List<InternetAddress> some) {
    return some.stream().allMatch(address -> account.owns(String.valueOf(address.getAddress())));
  }

  private static List<InternetAddress> parsed(Field field) {
    return parsed(field.value());
  }

  /** The addresses as they stand there; none where they cannot be read. */
  static List<InternetAddress> parsed(String list) {
    try {
      return HeaderAddresses.parsed(list);
    } catch (MailException e) {
      return List.of();
    }
  }
}

package icloudmail.testkit;

import icloudmail.model.Account;
import icloudmail.model.Address;
import icloudmail.model.InputSource;
import icloudmail.model.LocalMail;
import icloudmail.model.PasswordSource;
import icloudmail.model.PreparedMessage;
import icloudmail.model.Secret;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finished messages for tests, their octets as ISO 8859-1. */
public final class Prepared {
  /** Jo's account, with an alias and an address at a domain of her own. */
  public static final Account ACCOUNT =
      new Account(
          "me",
          "jo@icloud.com",
          List.of(
              new Address("Jo Doe", "jo@icloud.com"),
              new Address(null, "jo.alias@icloud.com"),
              new Address(null, "jo@doe.example")),
          new NoPassword());

  private Prepared() {}

  /** To whom its header says. */
  public static PreparedMessage message(String octets) {
    return message(octets, List.of(), false, null, null);
  }

  /** Of a local program that calls sendmail with these recipients. */
  public static PreparedMessage local(String octets, @Nullable String name, String... recipients) {
    return message(octets, List.of(recipients), false, null, new LocalMail(name));
  }

  public static PreparedMessage message(
      String octets,
      List<String> recipients,
      boolean readRecipients,
      @Nullable String from,
      @Nullable LocalMail local) {
    return new PreparedMessage(source(octets), recipients, readRecipients, from, local);
  }

  /** Octets that can be read once, as standard input can. */
  private static InputSource source(String octets) {
    InputStream once = new ByteArrayInputStream(octets.getBytes(StandardCharsets.ISO_8859_1));
    return new InputSource() {
      @Override
      public String name() {
        return "standard input";
      }

      @Override
      public void check() {
        // it is there
      }

      @Override
      public boolean rereadable() {
        return false;
      }

      @Override
      public InputStream open() {
        return once;
      }
    };
  }

  /** Nobody logs in. */
  private static final class NoPassword implements PasswordSource {
    @Override
    public Secret password() {
      throw new IllegalStateException("composing needs no password");
    }

    @Override
    public String origin() {
      return "nowhere";
    }
  }
}

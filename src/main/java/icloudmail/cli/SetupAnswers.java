package icloudmail.cli;

import icloudmail.config.AccountResolver;
import icloudmail.config.Environment;
import icloudmail.config.FileStore;
import icloudmail.config.PasswordStores;
import icloudmail.model.Address;
import icloudmail.model.Advice;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.PasswordSource;
import icloudmail.model.Secret;
import icloudmail.render.DisplayText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What setup needs to know: given in options, else asked for at the terminal. */
final class SetupAnswers {
  private static final String APPLE = "(?i).+@(icloud|me|mac)\\.com";

  private static final String ADDRESS = "[^@\\s<>\"]+@[^@\\s<>\"]+";
  private static final String WHICH = "Your primary iCloud address: ";
  private static final int TRIES = 3;

  private final GlobalOptions global;
  private final @Nullable String email;
  private final List<String> from;
  private final boolean passwordStdin;
  private final @Nullable String store;
  private final InputStream in;

  SetupAnswers(
      GlobalOptions global,
      @Nullable String email,
      List<String> from,
      boolean passwordStdin,
      @Nullable String store) {
    this.global = global;
    this.email = email;
    this.from = List.copyOf(from);
    this.passwordStdin = passwordStdin;
    this.store = store;
    this.in = global.surroundings().in();
  }

  /** Says what is needed, and where it comes from, to whoever is asked for it. */
  void begin() {
    if (isInteractive() && (email == null || !passwordStdin)) {
      say(
          """
          Two things are needed:
          - your primary iCloud address, at icloud.com, me.com or mac.com. It is the user
            name: SMTP takes the whole of it, IMAP also the part before the @;
          - an app-specific password, not that of the Apple Account. Make one at
            account.apple.com, under Sign-In and Security; two-factor authentication must
            be on. It looks like abcd-efgh-ijkl-mnop. All of them are revoked when the
            Apple Account password changes.
          Apple's servers are known: mail is read by IMAP, since iCloud has no POP, and sent
          on port 587, which takes STARTTLS and not SSL.

          """);
    }
  }

  /** The primary address. */
  String login() throws MailException {
    String login = email == null ? typedAddress() : email.strip();
    if (!login.matches(ADDRESS)) {
      throw new MailException(
          Kind.USAGE, "'" + login + "' is not an address", "It has the form name@icloud.com.");
    }
    if (!login.matches(APPLE)) {
      global.warn(
          "an account logs in with its address at icloud.com, me.com or mac.com; an alias or an"
              + " address at another domain can stand in --from");
    }
    return login;
  }

  private String typedAddress() throws MailException {
    requireTerminal("--email");
    String typed = ask(WHICH).strip();
    for (int tries = 1; !typed.matches(ADDRESS) && tries < TRIES; tries++) {
      say("An address has the form name@icloud.com.\n");
      typed = ask(WHICH).strip();
    }
    return typed;
  }

  /** The password; nothing of it is shown. */
  Secret password() throws MailException {
    Secret password = passwordStdin ? new Secret(line()) : typed();
    if (passwordStdin && !password.looksAppSpecific() && !password.reveal().isEmpty()) {
      global.warn("this does not look like an app-specific password; it is tried all the same");
    }
    if (password.reveal().isEmpty()) {
      throw new MailException(Kind.USAGE, "the password is empty", "Nothing was kept.");
    }
    return password;
  }

  /** Whether somebody is there who can be asked for the password once more. */
  boolean again() {
    return !passwordStdin && !global.formIsNamed() && global.prompt().isPresent();
  }

  /** Another password, after the servers have refused one: they are not asked the same again. */
  Secret another(Secret refused) throws MailException {
    say("\nThe server refuses that password. Type it again, or leave by Ctrl-C.\n");
    Secret password = password();
    if (password.reveal().equals(refused.reveal())) {
      throw new MailException(
          Kind.AUTH,
          "that is the password that was refused",
          Advice.APP_SPECIFIC_PASSWORD + " Nothing was kept.");
    }
    return password;
  }

  /** What has another shape is asked for again; who types the same twice means it. */
  private Secret typed() throws MailException {
    PasswordSource prompt = global.prompt().orElseThrow(() -> missing("--password-stdin"));
    Secret password = prompt.password();
    for (int tries = 1; !password.looksAppSpecific() && tries < TRIES; tries++) {
      say(
          """
          App-specific passwords look like abcd-efgh-ijkl-mnop, the hyphens included. Type it
          again; the same once more is tried as it is.
          """);
      Secret second = prompt.password();
      if (second.reveal().equals(password.reveal())) {
        return second;
      }
      password = second;
    }
    return password;
  }

  /**
   * What may stand in From, as the configuration has it.
   *
   * @param present what stands there now, which stays where nothing else is given
   */
  List<String> from(String login, List<String> present) throws MailException {
    List<String> all = new ArrayList<>(from.isEmpty() ? present : from);
    if (from.isEmpty() && isInteractive()) {
      String empty = present.isEmpty() ? "empty for none" : "empty for " + String.join(", ", all);
      String name = ask("Your name, as it is to stand in From (" + empty + "): ").strip();
      String address = present.isEmpty() ? login : addresses(present, login).get(0).email();
      // who types the address as well has said all of it
      String first = name.contains("@") ? name : name + " <" + address + ">";
      if (!name.isEmpty() && present.isEmpty()) {
        all.add(first);
      } else if (!name.isEmpty()) {
        all.set(0, first);
      }
    }
    for (String each : all) {
      AccountResolver.sender(each, Kind.USAGE, "no address:");
    }
    return all;
  }

  /** The same as addresses. */
  static List<Address> addresses(List<String> from, String login) throws MailException {
    List<Address> all = new ArrayList<>();
    for (String each : from) {
      all.add(AccountResolver.sender(each, Kind.USAGE, "no address:"));
    }
    return all.isEmpty() ? List.of(new Address(null, login)) : all;
  }

  /** The store that is to keep the password. */
  String store() throws MailException {
    if (store != null) {
      if (!store.equals(FileStore.NAME) && !PasswordStores.names().contains(store)) {
        throw new MailException(
            Kind.USAGE,
            "there is no store '" + store + "'",
            "There are: file, " + String.join(", ", PasswordStores.names()) + ".");
      }
      return store;
    }
    String best = best(global.surroundings().environment());
    if (best.equals(FileStore.NAME) || !isInteractive()) {
      return best;
    }
    String answer =
        ask(
            "Keep the password in the "
                + best
                + " store? Scripts without a desktop need a file. [Y/n, n for a file] ");
    return answer.strip().toLowerCase(Locale.ROOT).startsWith("n") ? FileStore.NAME : best;
  }

  /** What the platform has; a file where that could not be read again. */
  private static String best(Environment environment) {
    if (environment.get("ICLOUD_MAIL_LOCAL_SERVERS") != null) {
      return FileStore.NAME;
    }
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.startsWith("mac")) {
      return "keychain";
    }
    if (system.startsWith("windows")) {
      return "dpapi";
    }
    return environment.get("DBUS_SESSION_BUS_ADDRESS") != null
            && Programs.has(environment, "secret-tool")
        ? "secret-tool"
        : FileStore.NAME;
  }

  private boolean isInteractive() {
    return global.surroundings().terminal().in() && global.surroundings().terminal().err();
  }

  private void requireTerminal(String option) throws MailException {
    if (!isInteractive()) {
      throw missing(option);
    }
  }

  private static MailException missing(String option) {
    return new MailException(
        Kind.USAGE,
        "nobody is there to ask, and " + option + " is not given",
        "For example: icloud-mail setup --email jo@icloud.com --password-stdin <password");
  }

  private String ask(String question) throws MailException {
    say(question);
    return line();
  }

  private void say(String text) {
    global.surroundings().err().print(DisplayText.lines(text));
    global.surroundings().err().flush();
  }

  /** Octet by octet: what is typed ahead is the answer to the next question, the password's too. */
  private String line() throws MailException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      int octet = in.read();
      if (octet < 0) {
        throw new MailException(Kind.USAGE, "the input has ended", "Nothing was kept.");
      }
      for (; octet >= 0 && octet != '\n'; octet = in.read()) {
        line.write(octet);
      }
      return line.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new MailException(Kind.IO, "cannot read the answer: " + e.getMessage(), null, e);
    }
  }
}

package icloudmail.cli;

import icloudmail.config.AccountKeeper;
import icloudmail.config.FileStore;
import icloudmail.model.Account;
import icloudmail.model.Advice;
import icloudmail.model.Finding;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.PasswordSource;
import icloudmail.model.Secret;
import icloudmail.render.Printer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tries an account with the servers, and keeps it. */
final class Setup {
  /** So often somebody may mistype; more would be guessing, which Apple's servers slow down. */
  private static final int TRIES = 3;

  private static final String ACCOUNT = "account";
  private static final String PASSWORD = "password";

  private final GlobalOptions global;
  private final Path file;
  private final AccountKeeper keeper;

  Setup(GlobalOptions global) {
    this.global = global;
    this.file = global.configFile();
    this.keeper = new AccountKeeper(file, global.surroundings().environment().stateDirectory());
  }

  /** Sets up an account; answers the exit code. */
  int run(SetupAnswers answers) throws MailException {
    // what is wrong with the file is told before anybody types anything
    keeper.names();
    if (global.givenName() != null) {
      keeper.requireChangeable(name(""));
    }
    answers.begin();
    String login = answers.login();
    String name = name(login);
    keeper.requireChangeable(name);
    List<String> from = answers.from(login, keeper.from(name));
    String store = answers.store();
    // last, since the console reads on beyond the line that it is asked for
    Secret password = answers.password();
    return global.print(printer -> kept(printer, answers, name, login, from, password, store));
  }

  /** Keeps what the servers take, and nothing else; answers the exit code. */
  private int kept(
      Printer printer,
      SetupAnswers answers,
      String name,
      String login,
      List<String> from,
      Secret typed,
      String store)
      throws MailException {
    Secret password = typed;
    int code = tried(printer, name, login, from, password);
    for (int tries = 1; code == ExitCode.AUTH && answers.again() && tries < TRIES; tries++) {
      password = answers.another(password);
      code = tried(printer, name, login, from, password);
    }
    if (code != ExitCode.OK) {
      global.tell("Nothing was kept.");
      return code;
    }
    Optional<String> replaced = keeper.otherSource(name);
    String place =
        keeper.keep(
            name, login, from, password, store, e -> global.warn("left over: " + e.getMessage()));
    global.tell("The password is in " + place + ", the account '" + name + "' in " + file + ".");
    if (global.inJson()) {
      printer.finding(Finding.ok(PASSWORD, "it is in " + place));
      printer.finding(Finding.ok(ACCOUNT, "'" + name + "' is in " + file));
    }
    replaced.ifPresent(
        key -> global.tell(key + " had another value; what it named is left as it is."));
    warnOfEnvironment(login, store);
    global.tell("Next: icloud-mail " + options(name) + "list");
    return ExitCode.OK;
  }

  /** Removes the account of -a; answers the exit code. */
  int remove() throws MailException {
    String name = global.givenName();
    if (name == null || keeper.login(name) == null) {
      throw new MailException(
          Kind.USAGE,
          name == null ? "remove which account?" : file + " has no account '" + name + "'",
          keeper.names().isEmpty()
              ? file + " has none."
              : "Name one with -a; it has: " + String.join(", ", keeper.names()) + ".");
    }
    return global.print(printer -> removed(printer, name));
  }

  private int removed(Printer printer, String name) throws MailException {
    Optional<String> place = keeper.remove(name);
    global.tell(
        "The account '"
            + name
            + place
                .map(where -> "' and the password in " + where + " are gone.")
                .orElse("' is gone; no password was removed with it."));
    if (global.inJson()) {
      printer.finding(
          Finding.ok(
              PASSWORD, place.map(where -> "it is gone from " + where).orElse("none was removed")));
      printer.finding(Finding.ok(ACCOUNT, "'" + name + "' is gone from " + file));
    }
    return ExitCode.OK;
  }

  private int tried(Printer printer, String name, String login, List<String> from, Secret password)
      throws MailException {
    Account account =
        new Account(name, login, SetupAnswers.addresses(from, login), source(password));
    return ExitCode.of(
        global
            .services()
            .doctor()
            .login(account, finding -> printer.finding(withinSetup(finding))));
  }

  /** Nobody who runs setup needs to be told to run it. */
  private static Finding withinSetup(Finding finding) {
    String hint = finding.hint();
    return new Finding(
        finding.check(),
        finding.status(),
        finding.message(),
        hint == null ? null : hint.replace(Advice.THEN_SETUP, ""));
  }

  /** The account of -a, or the one with this login, or a new one that is called as it. */
  private String name(String login) throws MailException {
    String given = global.givenName();
    if (given != null) {
      if (given.isBlank() || given.chars().anyMatch(Character::isISOControl)) {
        throw new MailException(
            Kind.USAGE,
            "an account cannot be called '" + given + "'",
            "Its name takes letters, digits and blanks, and stands in one line.");
      }
      return given;
    }
    for (String each : keeper.names()) {
      if (login.equalsIgnoreCase(keeper.login(each))) {
        return each;
      }
    }
    String local = login.substring(0, login.indexOf('@'));
    String free = keeper.names().contains(local) ? login : local;
    for (int number = 2; keeper.names().contains(free); number++) {
      free = local + "-" + number;
    }
    return free;
  }

  /** What the next command would not take from where it is kept now. */
  private void warnOfEnvironment(String login, String store) {
    String other = global.surroundings().environment().get("ICLOUD_MAIL_LOGIN");
    if (other != null && !other.equals(login)) {
      global.warn("$ICLOUD_MAIL_LOGIN is set to " + other + ", and comes before this login");
    }
    for (String name : List.of("ICLOUD_MAIL_PASSWORD_FILE", "ICLOUD_MAIL_PASSWORD")) {
      if (!store.equals(FileStore.NAME) && global.surroundings().environment().get(name) != null) {
        global.warn("$" + name + " is set, and comes before what the store keeps");
      }
    }
  }

  /** What the next command needs so that it means this account. */
  private String options(String name) throws MailException {
    String chosen = global.surroundings().environment().get("ICLOUD_MAIL_ACCOUNT");
    boolean meant = chosen == null ? keeper.isDefault(name) : chosen.equals(name);
    boolean usual = file.equals(global.surroundings().environment().configFile());
    return (usual ? "" : "--config " + quoted(file.toString()) + " ")
        + (meant ? "" : "-a " + quoted(name) + " ");
  }

  /** As a shell reads it. */
  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private static PasswordSource source(Secret password) {
    return new PasswordSource() {
      @Override
      public Secret password() {
        return password;
      }

      @Override
      public String origin() {
        return "setup";
      }
    };
  }
}

package icloudmail.mail;

import icloudmail.model.LoginForms;
import icloudmail.model.MailException;
import icloudmail.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Logs in with the forms of the user name that iCloud takes: the full address, then the part before
 * the {@code @}, once each and never again (icloud-facts 4). The form that worked comes first from
 * then on.
 */
final class ImapLogin {
  /** Where the part before the {@code @} names the same account. */
  private static final Set<String> APPLE = Set.of("icloud.com", "me.com", "mac.com");

  private final SessionFactory sessions;
  private final String login;
  private final Secret password;
  private final LoginForms known;
  private Optional<String> worked = Optional.empty();

  ImapLogin(SessionFactory sessions, String login, Secret password) {
    this.sessions = sessions;
    this.login = login;
    this.password = password;
    this.known = sessions.loginForms();
  }

  /** The form that worked. */
  String worked() {
    return worked.orElse(login);
  }

  /** Whether Apple's servers take logins at the domain of this address. */
  static boolean isApple(String address) {
    return APPLE.contains(address.substring(address.indexOf('@') + 1).toLowerCase(Locale.ROOT));
  }

  /**
   * A new connection, logged in.
   *
   * @throws MailException of kind AUTH where each form was refused, TEMPORARY for the network
   */
  synchronized ImapConnection connect() throws MailException {
    List<String> forms = forms();
    List<MailException> refusals = new ArrayList<>();
    for (String form : forms) {
      try {
        ImapConnection connection = connect(form);
        worked(form);
        return connection;
      } catch (MailException e) {
        if (!Failures.authenticationFailed(e)) {
          throw e;
        }
        sessions.log().info("{}", e.getMessage());
        refusals.add(e);
      }
    }
    // the user knows the first form best
    throw refusals.get(forms.indexOf(login) < 0 ? 0 : forms.indexOf(login));
  }

  private List<String> forms() {
    if (worked.isPresent()) {
      return List.of(worked.get());
    }
    List<String> forms = new ArrayList<>();
    forms.add(login);
    if (isApple(login)) {
      forms.add(login.substring(0, login.indexOf('@')));
    }
    Optional<String> first = known.form(login).filter(forms::contains);
    first.ifPresent(
        form -> {
          forms.remove(form);
          forms.add(0, form);
        });
    return forms;
  }

  /** A connection of its own for each form: Apple drops those that failed once (icloud-facts 4). */
  private ImapConnection connect(String form) throws MailException {
    ImapConnection connection = ImapConnection.open(sessions);
    boolean loggedIn = false;
    try {
      connection.login(form, password);
      loggedIn = true;
      return connection;
    } finally {
      if (!loggedIn) {
        connection.drop();
      }
    }
  }

  private void worked(String form) {
    sessions.log().info("logged in to {} as {}", sessions.imap(), form);
    worked = Optional.of(form);
    if (!form.equals(known.form(login).orElse(login))) {
      known.remember(login, form);
    }
  }
}

package icloudmail.service;

import icloudmail.mail.SessionFactory;
import icloudmail.model.Account;
import icloudmail.model.Finding;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.store.Jobs;
import icloudmail.store.Outbox;
import icloudmail.store.StateDirectory;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Tries each step that the other commands need, and stops at no failure but where the next step
 * needs this one. Nothing is changed and nothing is sent.
 */
public final class DoctorService {
  private final SessionFactory sessions;
  private final StateDirectory state;
  private final Outbox outbox;
  private final Jobs jobs;
  private final Clock clock;

  DoctorService(
      SessionFactory sessions, StateDirectory state, Outbox outbox, Jobs jobs, Clock clock) {
    this.sessions = sessions;
    this.state = state;
    this.outbox = outbox;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** Finds the account that is meant. */
  public interface AccountFinder {
    /**
     * The account.
     *
     * @throws MailException where there is none, or the configuration is wrong
     */
    Account account() throws MailException;
  }

  /**
   * Examines the configuration, the way to the servers and, where there is an account, what they
   * say to it; then what the program keeps here.
   *
   * @param place says of the account that was found where it is configured
   * @return the worst failure, or empty where all is well
   */
  public Optional<Kind> examine(
      AccountFinder finder, Function<Account, String> place, Consumer<Finding> told) {
    Findings findings = new Findings(told);
    Optional<AccountExamination> examination =
        findings
            .answer("configuration", () -> configured(finder, place, findings))
            .map(account -> new AccountExamination(sessions, clock, account, findings))
            .filter(AccountExamination::credential);
    LineExamination line = new LineExamination(sessions, clock, findings);
    if (line.imap()) {
      examination.ifPresent(AccountExamination::imap);
    }
    if (line.smtp()) {
      examination.ifPresent(AccountExamination::smtp);
    }
    new LocalExamination(state, outbox, jobs, findings).run();
    return findings.worst();
  }

  private static Account configured(
      AccountFinder finder, Function<Account, String> place, Findings findings)
      throws MailException {
    Account account = finder.account();
    findings.add(Finding.ok("configuration", place.apply(account)));
    return account;
  }

  /**
   * Logs in to both servers, looks at the folders, and asks for each address whether it may be sent
   * from. A password that one server refuses is not tried with the other.
   *
   * @return the worst failure, or empty where all is well
   */
  public Optional<Kind> login(Account account, Consumer<Finding> told) {
    Findings findings = new Findings(told);
    AccountExamination examination = new AccountExamination(sessions, clock, account, findings);
    examination.imap();
    if (!findings.worst().equals(Optional.of(Kind.AUTH))) {
      examination.smtp();
    }
    return findings.worst();
  }
}

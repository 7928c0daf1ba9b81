package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.OpenFolder;
import icloudmail.mail.SessionFactory;
import icloudmail.mail.SubmissionProbe;
import icloudmail.model.Account;
import icloudmail.model.Address;
import icloudmail.model.Envelope;
import icloudmail.model.Finding;
import icloudmail.model.Folder;
import icloudmail.model.FolderRole;
import icloudmail.model.MailException;
import icloudmail.model.Query;
import icloudmail.store.Jobs;
import icloudmail.store.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tries each step that the other commands need, and stops at no failure but where the next step
 * needs this one. Nothing is changed and nothing is sent.
 */
public final class DoctorService {
  private static final Set<FolderRole> NEEDED = EnumSet.of(FolderRole.SENT, FolderRole.TRASH);

  /** Clocks differ, and mail takes its time. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final SessionFactory sessions;
  private final Outbox outbox;
  private final Jobs jobs;
  private final Clock clock;

  DoctorService(SessionFactory sessions, Outbox outbox, Jobs jobs, Clock clock) {
    this.sessions = sessions;
    this.outbox = outbox;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * Examines the way to the servers and, where there is an account, what they say to it; then what
   * the program keeps here.
   *
   * @param account null where none could be found
   * @return the worst failure, or empty where all is well
   */
  public Optional<MailException.Kind> examine(@Nullable Account account, Consumer<Finding> told) {
    Findings findings = new Findings(told);
    new LineExamination(sessions, clock, findings).run();
    if (account != null) {
      servers(account, findings);
    }
    new LocalExamination(outbox, jobs, findings).run();
    return findings.worst();
  }

  /**
   * Logs in to both servers, looks at the folders, and asks for each address whether it may be sent
   * from.
   *
   * @return the worst failure, or empty where all is well
   */
  public Optional<MailException.Kind> login(Account account, Consumer<Finding> told) {
    Findings findings = new Findings(told);
    servers(account, findings);
    return findings.worst();
  }

  private void servers(Account account, Findings findings) {
    if (findings.attempt("credential", () -> credential(account, findings))) {
      findings.attempt("imap login", () -> imap(account, findings));
      findings.attempt("smtp login", () -> submission(account, findings));
    }
  }

  private static void credential(Account account, Findings findings) throws MailException {
    String origin = account.passwordSource().origin();
    findings.add(
        account.passwordSource().password().looksAppSpecific()
            ? Finding.ok("credential", origin)
            : Finding.warning(
                "credential",
                origin + " gives no app-specific password: they look like abcd-efgh-ijkl-mnop",
                "Make one at account.apple.com, under Sign-In and Security; two-factor"
                    + " authentication must be on."));
  }

  private void imap(Account account, Findings findings) throws MailException {
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      findings.add(Finding.ok("imap login", mailbox.server() + " takes " + mailbox.loggedInAs()));
      findings.attempt(
          "imap capabilities",
          () ->
              findings.add(
                  Finding.ok("imap capabilities", String.join(" ", mailbox.capabilities()))));
      findings.attempt("folders", () -> folders(mailbox, findings));
      findings.attempt("inbox", () -> inbox(mailbox, findings));
    }
  }

  private static void folders(ImapMailbox mailbox, Findings findings) throws MailException {
    Set<FolderRole> missing = EnumSet.allOf(FolderRole.class);
    for (Folder folder : mailbox.folders()) {
      if (folder.role() != null) {
        missing.remove(folder.role());
        findings.add(
            Finding.ok(
                "folder " + folder.role().word(),
                "'" + folder.name() + "', by its " + folder.evidence()));
      }
    }
    for (FolderRole role : missing) {
      String message = "the account has no folder for it";
      findings.add(
          NEEDED.contains(role)
              ? Finding.warning(
                  "folder " + role.word(),
                  message,
                  "Make one at icloud.com or in Apple's Mail; this program makes none.")
              : Finding.ok("folder " + role.word(), message));
    }
  }

  private void inbox(ImapMailbox mailbox, Findings findings) throws MailException {
    OpenFolder inbox = mailbox.examine(Query.INBOX);
    findings.add(Finding.ok("inbox", inbox.messages() + " messages"));
    if (inbox.messages() > 0) {
      for (Envelope newest : inbox.numbered(inbox.messages(), inbox.messages()).envelopes()) {
        clock(newest.received(), findings);
      }
    }
  }

  /** The server tells no time, but no message arrives in the future. */
  private void clock(@Nullable Instant arrived, Findings findings) {
    Duration ahead = arrived == null ? Duration.ZERO : Duration.between(clock.instant(), arrived);
    findings.add(
        ahead.compareTo(SKEW) > 0
            ? Finding.warning(
                "clock",
                "the newest message has arrived " + ahead.toMinutes() + " minutes from now",
                "Set the clock of this machine: certificates and arrival times depend on it.")
            : Finding.ok("clock", "not behind the server's"));
  }

  private void submission(Account account, Findings findings) throws MailException {
    try (SubmissionProbe probe = SubmissionProbe.open(sessions, account)) {
      findings.add(Finding.ok("smtp login", probe.server() + " takes " + account.login()));
      findings.add(Finding.ok("smtp size", probe.size()));
      for (Address from : account.from()) {
        String check = "smtp from " + from.email();
        findings.attempt(
            check,
            () -> {
              probe.tryFrom(from.email());
              findings.add(Finding.ok(check, "may be sent from"));
            });
      }
    }
  }
}

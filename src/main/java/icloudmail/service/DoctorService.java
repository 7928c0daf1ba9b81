package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.SessionFactory;
import icloudmail.mail.SubmissionProbe;
import icloudmail.model.Account;
import icloudmail.model.Address;
import icloudmail.model.Finding;
import icloudmail.model.Folder;
import icloudmail.model.FolderRole;
import icloudmail.model.MailException;
import icloudmail.model.Query;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tries each step that the other commands need, and stops at no failure but where the next step
 * needs this one. Nothing is changed and nothing is sent.
 */
public final class DoctorService {
  private static final Set<FolderRole> NEEDED = EnumSet.of(FolderRole.SENT, FolderRole.TRASH);

  private final SessionFactory sessions;
  private Optional<MailException.Kind> worst = Optional.empty();

  DoctorService(SessionFactory sessions) {
    this.sessions = sessions;
  }

  /**
   * Hands over what each step found.
   *
   * @return the worst failure, or empty where all is well
   */
  public Optional<MailException.Kind> examine(Account account, Consumer<Finding> findings) {
    imap(account, findings);
    submission(account, findings);
    return worst;
  }

  private void imap(Account account, Consumer<Finding> findings) {
    attempt(
        "imap login",
        findings,
        () -> {
          try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
            findings.accept(
                Finding.ok("imap login", mailbox.server() + " takes " + mailbox.loggedInAs()));
            attempt("imap capabilities", findings, () -> capabilities(mailbox, findings));
            attempt("folders", findings, () -> folders(mailbox, findings));
            attempt("inbox", findings, () -> inbox(mailbox, findings));
          }
        });
  }

  private static void capabilities(ImapMailbox mailbox, Consumer<Finding> findings)
      throws MailException {
    findings.accept(Finding.ok("imap capabilities", String.join(" ", mailbox.capabilities())));
  }

  private static void folders(ImapMailbox mailbox, Consumer<Finding> findings)
      throws MailException {
    Set<FolderRole> missing = EnumSet.allOf(FolderRole.class);
    for (Folder folder : mailbox.folders()) {
      if (folder.role() != null) {
        missing.remove(folder.role());
        findings.accept(
            Finding.ok(
                "folder " + folder.role().word(),
                "'" + folder.name() + "', by its " + folder.evidence()));
      }
    }
    for (FolderRole role : missing) {
      String message = "the account has no folder for it";
      findings.accept(
          NEEDED.contains(role)
              ? Finding.warning(
                  "folder " + role.word(),
                  message,
                  "Make one at icloud.com or in Apple's Mail; this program makes none.")
              : Finding.ok("folder " + role.word(), message));
    }
  }

  private static void inbox(ImapMailbox mailbox, Consumer<Finding> findings) throws MailException {
    int messages = mailbox.examine(Query.INBOX).messages();
    findings.accept(Finding.ok("inbox", messages + " messages"));
  }

  private void submission(Account account, Consumer<Finding> findings) {
    attempt(
        "smtp login",
        findings,
        () -> {
          try (SubmissionProbe probe = SubmissionProbe.open(sessions, account)) {
            findings.accept(Finding.ok("smtp login", probe.server() + " takes " + account.login()));
            findings.accept(Finding.ok("smtp size", probe.size()));
            for (Address from : account.from()) {
              String check = "smtp from " + from.email();
              attempt(
                  check,
                  findings,
                  () -> {
                    probe.tryFrom(from.email());
                    findings.accept(Finding.ok(check, "may be sent from"));
                  });
            }
          }
        });
  }

  private interface Step {
    void take() throws MailException;
  }

  private void attempt(String check, Consumer<Finding> findings, Step step) {
    try {
      step.take();
    } catch (MailException e) {
      findings.accept(Finding.failure(check, e));
      worst = worst.filter(kind -> kind.compareTo(e.kind()) >= 0).or(() -> Optional.of(e.kind()));
    }
  }
}

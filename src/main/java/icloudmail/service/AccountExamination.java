package icloudmail.service;

import icloudmail.mail.Capabilities;
import icloudmail.mail.ImapMailbox;
import icloudmail.mail.OpenFolder;
import icloudmail.mail.SessionFactory;
import icloudmail.mail.SubmissionProbe;
import icloudmail.model.Account;
import icloudmail.model.Address;
import icloudmail.model.Advice;
import icloudmail.model.Envelope;
import icloudmail.model.Finding;
import icloudmail.model.Folder;
import icloudmail.model.FolderRole;
import icloudmail.model.MailException;
import icloudmail.model.PasswordSource;
import icloudmail.model.Query;
import icloudmail.model.Secret;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;

/** Examines what the servers say to an account: logins, folders, INBOX, addresses to send from. */
final class AccountExamination {
  private static final Set<FolderRole> NEEDED = EnumSet.of(FolderRole.SENT, FolderRole.TRASH);

  private final SessionFactory sessions;
  private final Clock clock;
  private final Account account;
  private final Findings findings;

  AccountExamination(SessionFactory sessions, Clock clock, Account account, Findings findings) {
    this.sessions = sessions;
    this.clock = clock;
    this.account = account;
    this.findings = findings;
  }

  /** Answers whether there is a password. */
  boolean credential() {
    return findings.attempt("credential", this::password);
  }

  /** Answers whether the IMAP server takes the login. */
  boolean imap() {
    return findings.attempt("imap login", this::mailbox);
  }

  void smtp() {
    findings.attempt("smtp login", this::submission);
  }

  private void password() throws MailException {
    PasswordSource source = account.passwordSource();
    Secret password = source.password();
    sessions.hide(account.login(), password);
    boolean usual = password.looksAppSpecific();
    String origin = source.origin() + (source.access().isEmpty() ? "" : ", " + source.access());
    findings.add(
        usual
            ? Finding.ok("credential", origin)
            : Finding.warning(
                "credential",
                origin + " gives no app-specific password: they look like " + Advice.SHAPE,
                Advice.APP_SPECIFIC_PASSWORD));
  }

  private void mailbox() throws MailException {
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      boolean whole = mailbox.loggedInAs().equals(account.login());
      findings.add(
          Finding.ok(
              "imap login",
              mailbox.server()
                  + " takes "
                  + mailbox.loggedInAs()
                  + (whole ? "" : ", the part before the @, and not the whole address")));
      boolean searches =
          findings
              .answer("imap capabilities", () -> capabilities(mailbox))
              .filter(all -> all.include(Capabilities.WITHIN))
              .isPresent();
      findings.attempt("folders", () -> folders(mailbox));
      findings
          .answer("inbox", () -> inbox(mailbox))
          .ifPresent(inbox -> findings.attempt("clock", () -> clock(inbox, searches)));
    }
  }

  private Capabilities capabilities(ImapMailbox mailbox) throws MailException {
    Capabilities capabilities = mailbox.capabilities();
    String known =
        capabilities.known()
            + " known of iCloud"
            + (capabilities.unheardOf().isEmpty()
                ? ""
                : "; new: " + String.join(" ", capabilities.unheardOf()));
    findings.add(
        capabilities.missing().isEmpty()
            ? Finding.ok("imap capabilities", known)
            : Finding.warning(
                "imap capabilities",
                known + "; missing: " + String.join(" ", capabilities.missing()),
                "The server has changed. Where a command fails now, report it with its --trace."));
    return capabilities;
  }

  private void folders(ImapMailbox mailbox) throws MailException {
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

  private OpenFolder inbox(ImapMailbox mailbox) throws MailException {
    Folder counted = mailbox.counted(new Folder(Query.INBOX, null, null, null, null));
    OpenFolder inbox = mailbox.examine(Query.INBOX);
    findings.add(
        Finding.ok("inbox", counted.messages() + " messages, " + counted.unread() + " unread"));
    return inbox;
  }

  private void clock(OpenFolder inbox, boolean searches) throws MailException {
    Finding told = ClockComparison.unknown("INBOX is empty");
    if (inbox.messages() > 0) {
      for (Envelope newest : inbox.numbered(inbox.messages(), inbox.messages()).envelopes()) {
        told = new ClockComparison(clock).of(inbox, newest, searches);
      }
    }
    findings.add(told);
  }

  private void submission() throws MailException {
    try (SubmissionProbe probe = SubmissionProbe.open(sessions, account)) {
      findings.add(Finding.ok("smtp login", probe.server() + " takes " + account.login()));
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

package icloudmail.service;

import icloudmail.mail.ImapLine;
import icloudmail.mail.LineProbe;
import icloudmail.mail.ServerCertificate;
import icloudmail.mail.SessionFactory;
import icloudmail.mail.SubmissionLine;
import icloudmail.model.Finding;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Examines the way to both servers, as far as no login is needed. Where a name is not known or
 * nobody answers, the rest would say the same once more.
 */
final class LineExamination {
  private static final long SOON = 7;

  private final SessionFactory sessions;
  private final Clock clock;
  private final Findings findings;
  private boolean stands;

  LineExamination(SessionFactory sessions, Clock clock, Findings findings) {
    this.sessions = sessions;
    this.clock = clock;
    this.findings = findings;
  }

  /** Answers whether one can log in at the IMAP server. */
  boolean imap() {
    LineProbe probe = LineProbe.imap(sessions);
    stands = false;
    if (findings.attempt("imap dns", () -> dns("imap dns", probe))
        && findings.attempt("imap tcp", () -> tcp("imap tcp", probe))) {
      findings.attempt("imap tls", this::imapLine);
    }
    return stands;
  }

  private void imapLine() throws MailException {
    try (ImapLine line = ImapLine.open(sessions)) {
      tls("imap tls", line.certificate());
      stands =
          findings.attempt(
              "imap greeting", () -> findings.add(Finding.ok("imap greeting", line.greeting())));
    }
  }

  /** Answers whether one can log in at the submission server. */
  boolean smtp() {
    LineProbe probe = LineProbe.smtp(sessions);
    stands = false;
    if (findings.attempt("smtp dns", () -> dns("smtp dns", probe))
        && findings.attempt("smtp tcp", () -> submission(probe))) {
      findings.attempt("smtp greeting", this::smtpLine);
    }
    return stands;
  }

  private void smtpLine() throws MailException {
    try (SubmissionLine line = SubmissionLine.open(sessions)) {
      findings.add(Finding.ok("smtp greeting", line.greeting()));
      stands =
          findings.attempt("smtp starttls", () -> startTls(line))
              && findings.attempt("smtp tls", () -> tls("smtp tls", line.secure()))
              && findings.attempt("smtp auth", () -> offers(line));
    }
  }

  private void startTls(SubmissionLine line) throws MailException {
    line.startTls(line.hello());
    findings.add(Finding.ok("smtp starttls", "offered; the login waits for it"));
  }

  private void offers(SubmissionLine line) throws MailException {
    List<String> offered = line.hello();
    findings.add(Finding.ok("smtp auth", line.mechanisms(offered)));
    String size = SubmissionLine.parameters(offered, "SIZE").orElse("");
    findings.add(
        Finding.ok(
            "smtp size", size.isEmpty() ? "the server tells no limit" : size + " octets at most"));
  }

  private void dns(String check, LineProbe probe) throws MailException {
    findings.add(Finding.ok(check, probe.addresses()));
  }

  private void tcp(String check, LineProbe probe) throws MailException {
    Duration took = probe.connect(clock);
    findings.add(Finding.ok(check, probe.server() + " answers in " + took.toMillis() + " ms"));
  }

  private void submission(LineProbe probe) throws MailException {
    try {
      tcp("smtp tcp", probe);
    } catch (MailException e) {
      throw probe.submissionsAnswers()
          ? new MailException(
              Kind.TEMPORARY,
              e.getMessage() + "; port 465 answers",
              "Your network or provider blocks port 587, which Apple asks for. Another network, or"
                  + " a VPN, lets it through.",
              e)
          : e;
    }
  }

  private void tls(String check, ServerCertificate certificate) {
    long days = Duration.between(clock.instant(), certificate.until()).toDays();
    String message =
        certificate.name()
            + ", issued by "
            + String.join(", by ", certificate.issuers())
            + ", until "
            + LocalDate.ofInstant(certificate.until(), ZoneOffset.UTC)
            + " ("
            + days
            + " days)";
    findings.add(
        days < SOON
            ? Finding.warning(check, message, "It ends soon; is the clock of this machine right?")
            : Finding.ok(check, message));
  }
}

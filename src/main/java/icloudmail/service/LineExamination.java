package icloudmail.service;

import icloudmail.mail.LineProbe;
import icloudmail.mail.LineProbe.Shown;
import icloudmail.mail.SessionFactory;
import icloudmail.model.Finding;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Examines the way to both servers, as far as no login is needed. */
final class LineExamination {
  private static final long SOON = 7;

  private final SessionFactory sessions;
  private final Clock clock;
  private final Findings findings;

  LineExamination(SessionFactory sessions, Clock clock, Findings findings) {
    this.sessions = sessions;
    this.clock = clock;
    this.findings = findings;
  }

  /** Where the name is not known or nobody answers, the rest would say the same once more. */
  void run() {
    LineProbe imap = LineProbe.imap(sessions);
    if (findings.attempt("imap dns", () -> dns("imap dns", imap))
        && findings.attempt("imap tcp", () -> tcp("imap tcp", imap))) {
      findings.attempt("imap tls", () -> tls(imap));
    }
    LineProbe smtp = LineProbe.smtp(sessions);
    if (findings.attempt("smtp dns", () -> dns("smtp dns", smtp))) {
      findings.attempt("smtp tcp", () -> submission(smtp));
    }
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

  private void tls(LineProbe probe) throws MailException {
    Shown shown = probe.certificate();
    long days = Duration.between(clock.instant(), shown.until()).toDays();
    String message =
        shown.names()
            + ", issued by "
            + shown.issuer()
            + ", until "
            + LocalDate.ofInstant(shown.until(), ZoneOffset.UTC)
            + " ("
            + days
            + " days)";
    findings.add(
        days < SOON
            ? Finding.warning(
                "imap tls", message, "It ends soon; is the clock of this machine right?")
            : Finding.ok("imap tls", message));
  }
}

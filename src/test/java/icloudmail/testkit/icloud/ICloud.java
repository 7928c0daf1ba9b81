package icloudmail.testkit.icloud;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.Stage;
import icloudmail.testkit.TestCertificate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Both servers of the double over one account, and its switches. */
public final class ICloud implements Stage {
  private final AccountProfile profile;
  private final TestCertificate certificate;
  private final Faults faults = new Faults();
  private final Mailboxes mailboxes;
  private final ImapDouble imap;
  private final SmtpDouble smtp;

  public ICloud(AccountProfile profile) {
    this(profile, TestCertificate.valid());
  }

  public ICloud(AccountProfile profile, TestCertificate certificate) {
    this.profile = profile;
    this.certificate = certificate;
    mailboxes = new Mailboxes(profile);
    imap = new ImapDouble(mailboxes, profile, certificate, faults);
    smtp =
        new SmtpDouble(
            certificate,
            faults,
            (folder, message) ->
                mailboxes.deliver(
                    folder.equals(Mailboxes.INBOX) ? folder : profile.sent(), message));
  }

  /** The account as it usually is. */
  public ICloud() {
    this(AccountProfile.SENT_MESSAGES);
  }

  public Faults faults() {
    return faults;
  }

  public Mailboxes mailboxes() {
    return mailboxes;
  }

  public ImapDouble imap() {
    return imap;
  }

  public SmtpDouble smtp() {
    return smtp;
  }

  @Override
  public CliRun.Setting setting(Path state) {
    return CliRun.Setting.against(imap.port(), smtp.port(), certificate, state);
  }

  @Override
  public void deliver(String message) {
    mailboxes.deliver(Mailboxes.INBOX, message.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<String> messages(String folder) {
    return mailboxes.messages(folder);
  }

  @Override
  public String sent() {
    return profile.sent();
  }

  @Override
  public String trash() {
    return profile.trash();
  }

  @Override
  public void reset() {
    faults.clear();
    mailboxes
        .folders()
        .forEach(folder -> mailboxes.uids(folder).forEach(uid -> mailboxes.expunge(folder, uid)));
  }

  @Override
  public void close() {
    imap.close();
    smtp.close();
  }
}

package icloudmail.testkit;

import com.icegreen.greenmail.imap.AuthorizationException;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * An IMAP server (GreenMail, implicit TLS) with iCloud's folder names, and a {@link
 * SubmissionServer} that delivers into it.
 */
public final class MailServers implements Stage {
  public static final String LOGIN = "jo@icloud.com";

  /** Of Apple's form, and in no text but this: where it is found, the program has left it. */
  public static final String PASSWORD = "qzxv-wjkq-vzxj-kqwz";

  private static final List<String> FOLDERS =
      List.of("Archive", "Deleted Messages", "Drafts", "Junk", "Notes", "Sent Messages");

  /** A machine may be busy. */
  private static final int STARTUP_MILLIS = 60_000;

  private final GreenMail greenMail;
  private final SubmissionServer submission;
  private GreenMailUser user;

  public MailServers() {
    System.setProperty(
        "greenmail.tls.keystore.file", TestCertificate.valid().keyStore().toString());
    System.setProperty("greenmail.tls.keystore.password", TestCertificate.STORE_PASSWORD);
    ServerSetup imaps = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS);
    imaps.setServerStartupTimeout(STARTUP_MILLIS);
    greenMail = new GreenMail(imaps);
    greenMail.start();
    submission = new SubmissionServer(TestCertificate.valid(), this::delivered);
    reset();
  }

  @Override
  public void reset() {
    try {
      submission.reset();
      if (user != null) {
        greenMail.getUserManager().deleteUser(user);
      }
      user = greenMail.setUser(LOGIN, LOGIN, PASSWORD);
      ImapHostManager host = greenMail.getManagers().getImapHostManager();
      for (String folder : FOLDERS) {
        if (host.getFolder(user, folder) == null) {
          host.createMailbox(user, folder);
        }
      }
      for (MailFolder folder : host.getStore().listMailboxes("*")) {
        folder.deleteAllMessages();
      }
    } catch (FolderException | AuthorizationException e) {
      throw new IllegalStateException(e);
    }
  }

  public SubmissionServer submission() {
    return submission;
  }

  public int imapPort() {
    return greenMail.getImaps().getPort();
  }

  /** What a user's environment would hold. */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("ICLOUD_MAIL_LOGIN", LOGIN);
    environment.put("ICLOUD_MAIL_PASSWORD", PASSWORD);
    environment.put("ICLOUD_MAIL_LOCAL_SERVERS", localServers());
    return environment;
  }

  public String localServers() {
    return "imap="
        + imapPort()
        + " smtp="
        + submission.port()
        + " ca="
        + TestCertificate.valid().pem();
  }

  @Override
  public CliRun.Setting setting(Path state) {
    return CliRun.Setting.of(environment(), state);
  }

  @Override
  public void deliver(String message) {
    delivered(message.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  public void remove(String folder) {
    try {
      greenMail.getManagers().getImapHostManager().deleteMailbox(user, folder);
    } catch (FolderException | AuthorizationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<String> messages(String folder) {
    List<String> result = new ArrayList<>();
    for (StoredMessage message : folder(folder).getMessages()) {
      try {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.getMimeMessage().writeTo(bytes);
        result.add(bytes.toString(StandardCharsets.UTF_8));
      } catch (IOException | MessagingException e) {
        throw new IllegalStateException(e);
      }
    }
    return result;
  }

  /** Whether the newest message of a folder is marked as read. */
  public boolean newestIsSeen(String folder) {
    List<StoredMessage> messages = folder(folder).getMessages();
    return messages.get(messages.size() - 1).isSet(jakarta.mail.Flags.Flag.SEEN);
  }

  private MailFolder folder(String name) {
    return greenMail.getManagers().getImapHostManager().getFolder(user, name);
  }

  private void delivered(byte[] message) {
    try {
      Session session = Session.getInstance(new Properties());
      user.deliver(new MimeMessage(session, new ByteArrayInputStream(message)));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    submission.close();
    greenMail.stop();
  }
}

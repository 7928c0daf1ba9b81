package icloudmail.testkit.icloud;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.MailServers;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags.Flag;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.FromStringTerm;
import jakarta.mail.search.SubjectTerm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The double is understood by a client that knows nothing of it. */
class AngusMeetsDoubleTest extends ImapDoubleTests {
  private Session session;
  private Store store;
  private Folder inbox;

  @BeforeEach
  void open() throws MessagingException {
    mailboxes().deliver("INBOX", HELLO);
    mailboxes().deliver("INBOX", HELLO.replace("Hello", "Again"));
    Properties properties = new Properties();
    properties.put("mail.imaps.ssl.trust", "*");
    properties.put("mail.imaps.ssl.checkserveridentity", "false");
    session = Session.getInstance(properties);
    store = session.getStore("imaps");
    store.connect("127.0.0.1", server().port(), MailServers.LOGIN, MailServers.PASSWORD);
    inbox = store.getFolder("INBOX");
    inbox.open(Folder.READ_WRITE);
  }

  @AfterEach
  void closeStore() throws MessagingException {
    store.close();
  }

  @Test
  void foldersAreDecodedAndMarked() throws MessagingException {
    assertThat(store.getDefaultFolder().list("*"))
        .extracting(Folder::getFullName)
        .containsExactlyElementsOf(AccountProfile.SENT_MESSAGES.folders());
    assertThat(((IMAPFolder) store.getFolder("Sent Messages")).getAttributes())
        .containsExactly("\\Sent");
  }

  @Test
  void messagesAreRead() throws MessagingException, IOException {
    FetchProfile profile = new FetchProfile();
    profile.add(FetchProfile.Item.ENVELOPE);
    profile.add(FetchProfile.Item.CONTENT_INFO);
    Message[] messages = inbox.getMessages();
    inbox.fetch(messages, profile);

    assertThat(messages[0].getSubject()).isEqualTo("Hello");
    assertThat(messages[1].getFrom()[0].toString()).isEqualTo("Jo Doe <jo@icloud.com>");
    assertThat(messages[0].getContent()).isEqualTo("Hi Max\r\n");
    assertThat(inbox.getUnreadMessageCount()).isEqualTo(1);
  }

  @Test
  void messagesAreFound() throws MessagingException {
    assertThat(inbox.search(new FromStringTerm("Doe"))).hasSize(2);
    assertThat(inbox.search(new SubjectTerm("again"))).hasSize(1);
    assertThat(inbox.search(new SubjectTerm("Grüße"))).isEmpty();
  }

  @Test
  void messagesAreCopiedExpungedAndAppended() throws MessagingException {
    Message first = inbox.getMessage(1);
    inbox.copyMessages(new Message[] {first}, store.getFolder("Entwürfe alt"));
    first.setFlag(Flag.DELETED, true);
    inbox.expunge();
    byte[] octets = HELLO.getBytes(StandardCharsets.UTF_8);
    MimeMessage message = new MimeMessage(session, new ByteArrayInputStream(octets));
    store.getFolder("Sent Messages").appendMessages(new Message[] {message});

    assertThat(inbox.getMessageCount()).isEqualTo(1);
    assertThat(mailboxes().uids("Entwürfe alt")).hasSize(1);
    assertThat(mailboxes().messages("Sent Messages")).hasSize(1);
  }
}

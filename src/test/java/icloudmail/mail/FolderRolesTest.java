package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.Folder;
import java.util.Arrays;
import java.util.List;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.ListInfo;
import org.junit.jupiter.api.Test;

class FolderRolesTest {
  /** As {@code role=name (evidence)}, those with a role alone. */
  private static List<String> roles(String... rows) {
    return FolderRoles.assign(Arrays.stream(rows).map(FolderRolesTest::listed).toList()).stream()
        .filter(folder -> folder.role() != null)
        .map(folder -> folder.role() + "=" + folder.name() + " (" + folder.evidence() + ")")
        .toList();
  }

  private static ListInfo listed(String row) {
    try {
      IMAPResponse response = new IMAPResponse("* LIST " + row);
      return new ListInfo(response);
    } catch (java.io.IOException | org.eclipse.angus.mail.iap.ProtocolException e) {
      throw new IllegalArgumentException(row, e);
    }
  }

  @Test
  void theAttributeCountsBeforeTheName() {
    assertThat(
            roles(
                "() \"/\" \"Sent Messages\"",
                "(\\Sent) \"/\" \"Postausgang\"",
                "(\\Trash) \"/\" \"Deleted Items\"",
                "() \"/\" \"Deleted Messages\""))
        .containsExactly(
            "SENT=Postausgang (attribute \\Sent)", "TRASH=Deleted Items (attribute \\Trash)");
  }

  @Test
  void knownNamesCountInTheirOrder() {
    assertThat(
            roles(
                "() \"/\" \"Sent\"",
                "() \"/\" \"Sent Items\"",
                "() \"/\" \"Trash\"",
                "() \"/\" \"Spam\"",
                "() \"/\" \"Drafts\"",
                "() \"/\" \"Archive\"",
                "(\\Noinferiors) \"/\" \"INBOX\""))
        .containsExactly(
            "INBOX=INBOX (name)",
            "ARCHIVE=Archive (name)",
            "DRAFTS=Drafts (name)",
            "JUNK=Spam (name)",
            "SENT=Sent Items (name)",
            "TRASH=Trash (name)");
  }

  @Test
  void whatCannotHoldMessagesIsNoFolder() {
    List<Folder> folders =
        FolderRoles.assign(
            List.of(listed("(\\Noselect \\Sent) \"/\" \"Old\""), listed("() \"/\" \"Work\"")));

    assertThat(folders).extracting(Folder::name).containsExactly("Work");
    assertThat(folders.get(0).role()).isNull();
  }
}

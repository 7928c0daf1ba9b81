package icloudmail.testkit.icloud;

import java.util.ArrayList;
import java.util.List;

/** How Apple has set an account up: what its folders are called, and which are marked. */
public enum AccountProfile {
  /** As usual; icloud-facts 1.3. */
  SENT_MESSAGES("Sent Messages", "Deleted Messages", "\\Sent", "\\Trash", "\\Noinferiors"),
  /** As some older accounts have it. */
  SENT_ITEMS("Sent Items", "Deleted Items", "\\Sent", "\\Trash", "\\Noinferiors"),
  /** As of 2021: nothing is marked. */
  NO_ATTRIBUTES("Sent Messages", "Deleted Messages", "", "", ""),
  /** As one account was seen: the folder of sent mail is not marked. */
  ONLY_TRASH("Sent Messages", "Deleted Messages", "", "\\Trash", "\\Noinferiors");

  /** Folders that the user has made, with every profile; LSUB tells of these alone. */
  static final List<String> MADE_BY_USER = List.of("Projects/2026", "Entwürfe alt");

  private final String sent;
  private final String trash;
  private final String sentAttribute;
  private final String trashAttribute;
  private final String inboxAttribute;

  AccountProfile(
      String sent,
      String trash,
      String sentAttribute,
      String trashAttribute,
      String inboxAttribute) {
    this.sent = sent;
    this.trash = trash;
    this.sentAttribute = sentAttribute;
    this.trashAttribute = trashAttribute;
    this.inboxAttribute = inboxAttribute;
  }

  /** The folder of sent mail. */
  public String sent() {
    return sent;
  }

  /** The folder of deleted mail. */
  public String trash() {
    return trash;
  }

  /** All folders, in the order of LIST. */
  public List<String> folders() {
    List<String> folders =
        new ArrayList<>(
            List.of(Mailboxes.INBOX, "Archive", trash, "Drafts", "Junk", "Notes", sent));
    folders.addAll(MADE_BY_USER);
    return folders;
  }

  /** What LIST says of a folder between the parentheses. */
  public String attribute(String folder) {
    if (folder.equals(Mailboxes.INBOX)) {
      return inboxAttribute;
    }
    if (folder.equals(sent)) {
      return sentAttribute;
    }
    return folder.equals(trash) ? trashAttribute : "";
  }
}

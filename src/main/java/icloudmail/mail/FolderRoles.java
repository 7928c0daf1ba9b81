package icloudmail.mail;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.angus.mail.imap.protocol.ListInfo;

/**
 * Finds folders by what they are for. iCloud marks only Sent and Trash, on some accounts neither,
 * and names differ between accounts (icloud-facts 1.3): the attribute counts first, then the known
 * names.
 */
final class FolderRoles {
  private static final List<String> SENT_NAMES = List.of("Sent Messages", "Sent Items", "Sent");

  private FolderRoles() {}

  /** The folder for sent messages, or empty where there is none; none is ever made. */
  static Optional<String> sent(List<ListInfo> folders) {
    Optional<String> marked =
        folders.stream()
            .filter(folder -> Arrays.stream(folder.attrs).anyMatch("\\Sent"::equalsIgnoreCase))
            .map(folder -> folder.name)
            .findFirst();
    return marked.or(
        () ->
            SENT_NAMES.stream()
                .filter(name -> folders.stream().anyMatch(folder -> folder.name.equals(name)))
                .findFirst());
  }
}

package icloudmail.mail;

import static icloudmail.model.FolderRole.ARCHIVE;
import static icloudmail.model.FolderRole.DRAFTS;
import static icloudmail.model.FolderRole.INBOX;
import static icloudmail.model.FolderRole.JUNK;
import static icloudmail.model.FolderRole.SENT;
import static icloudmail.model.FolderRole.TRASH;

import icloudmail.model.Folder;
import icloudmail.model.FolderRole;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.angus.mail.imap.protocol.ListInfo;

/**
 * Finds folders by what they are for. iCloud marks only Sent and Trash, on some accounts neither,
 * and names differ between accounts (icloud-facts 1.3): the attribute counts first (RFC 6154), then
 * the known names. None is ever made.
 */
final class FolderRoles {
  private record Known(FolderRole role, String attribute, List<String> names) {}

  private static final List<Known> ROLES =
      List.of(
          new Known(INBOX, "\\Inbox", List.of("INBOX")),
          new Known(SENT, "\\Sent", List.of("Sent Messages", "Sent Items", "Sent")),
          new Known(TRASH, "\\Trash", List.of("Deleted Messages", "Deleted Items", "Trash")),
          new Known(DRAFTS, "\\Drafts", List.of("Drafts")),
          new Known(JUNK, "\\Junk", List.of("Junk", "Spam")),
          new Known(ARCHIVE, "\\Archive", List.of("Archive")));

  private FolderRoles() {}

  /**
   * The folders that can hold messages, with their roles; each role is given once at most. Those
   * with a role come first, in the order of roles, then the others by name.
   */
  static List<Folder> assign(List<ListInfo> listed) {
    List<ListInfo> selectable = listed.stream().filter(info -> info.canOpen).toList();
    Map<String, Folder> roles = new HashMap<>();
    for (Known known : ROLES) {
      marked(selectable, known)
          .or(() -> named(selectable, known))
          .ifPresent(folder -> roles.putIfAbsent(folder.name(), folder));
    }
    return selectable.stream()
        .map(info -> roles.getOrDefault(info.name, new Folder(info.name, null, null, null, null)))
        .sorted(
            Comparator.comparing(Folder::role, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Folder::name))
        .toList();
  }

  private static Optional<Folder> marked(List<ListInfo> folders, Known known) {
    return folders.stream()
        .filter(info -> Arrays.stream(info.attrs).anyMatch(known.attribute()::equalsIgnoreCase))
        .findFirst()
        .map(info -> folder(info.name, known, "attribute " + known.attribute()));
  }

  private static Optional<Folder> named(List<ListInfo> folders, Known known) {
    return known.names().stream()
        .filter(name -> folders.stream().anyMatch(info -> info.name.equals(name)))
        .findFirst()
        .map(name -> folder(name, known, "name"));
  }

  private static Folder folder(String name, Known known, String evidence) {
    return new Folder(name, known.role(), evidence, null, null);
  }
}

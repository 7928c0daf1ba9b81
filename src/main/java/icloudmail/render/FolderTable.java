package icloudmail.render;

import icloudmail.model.Folder;
import org.jspecify.annotations.Nullable;

/** Folders as aligned columns on a terminal: messages, unread, role, name. */
final class FolderTable {
  private static final int COUNT = 8;
  private static final int ROLE = 8;

  private final Terminal terminal;
  private boolean begun;

  FolderTable(Terminal terminal) {
    this.terminal = terminal;
  }

  /** A row; before the first stands the heading. */
  String of(Folder folder) {
    String row =
        row(
            count(folder.messages()),
            count(folder.unread()),
            folder.role() == null ? "" : folder.role().word(),
            DisplayText.line(folder.name()));
    boolean unread = folder.unread() != null && folder.unread() > 0;
    String styled = unread ? styled(row, "\u001B[1m") : row;
    String heading = begun ? "" : styled(row("MESSAGES", "UNREAD", "ROLE", "NAME"), "\u001B[2m");
    begun = true;
    return heading + styled;
  }

  private static String row(String messages, String unread, String role, String name) {
    return right(messages)
        + "  "
        + right(unread)
        + "  "
        + DisplayText.fit(role, ROLE)
        + "  "
        + name
        + "\n";
  }

  private static String right(String count) {
    return " ".repeat(Math.max(0, COUNT - count.length())) + count;
  }

  private static String count(@Nullable Long count) {
    return count == null ? "?" : count.toString();
  }

  private String styled(String row, String code) {
    return terminal.color() ? code + row.substring(0, row.length() - 1) + "\u001B[0m\n" : row;
  }
}

package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.OpenFolder;
import icloudmail.model.Folder;
import icloudmail.model.FolderRole;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Scope;
import icloudmail.model.StrangersText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes through the folders of a scope; the failure of one of several keeps no other back. */
final class FolderWalk {
  private static final Set<FolderRole> ONLY_WHERE_NAMED = Set.of(FolderRole.JUNK, FolderRole.TRASH);

  /** Characters of a folder's name that a warning shows. */
  private static final int SHOWN = 200;

  private final ImapMailbox mailbox;
  private final boolean readOnly;
  private final Setbacks setbacks;

  FolderWalk(ImapMailbox mailbox, boolean readOnly, Setbacks setbacks) {
    this.mailbox = mailbox;
    this.readOnly = readOnly;
    this.setbacks = setbacks;
  }

  /** What is done in a folder. */
  interface Visit {
    void in(OpenFolder folder) throws MailException;
  }

  /** The names of the folders of {@code scope}; of one that is named, without asking the server. */
  static List<String> names(ImapMailbox mailbox, Scope scope) throws MailException {
    Set<String> names = new LinkedHashSet<>();
    for (Folder folder : scope.any() ? mailbox.folders() : List.<Folder>of()) {
      if (folder.role() == null || !ONLY_WHERE_NAMED.contains(folder.role())) {
        names.add(folder.name());
      }
    }
    for (FolderRole role : scope.roles()) {
      names.add(mailbox.folder(role));
    }
    for (String name : scope.names()) {
      // of several, all must be there before anything is done
      names.add(scope.single() ? name : mailbox.existing(name));
    }
    return List.copyOf(names);
  }

  /** Visits each folder of {@code scope}, except those in {@code left}. */
  void each(Scope scope, Set<String> left, Visit visit) throws MailException {
    List<String> names = new ArrayList<>(names(mailbox, scope));
    names.removeAll(left);
    if (scope.single()) {
      for (String name : names) {
        visit.in(readOnly ? mailbox.examine(name) : mailbox.select(name));
      }
      return;
    }
    MailException before = null;
    for (String name : names) {
      before = visit(name, visit, before);
    }
    if (scope.any()) {
      requireNames();
    }
  }

  /** All that could be looked through are, when it is said that one could not. */
  private void requireNames() {
    try {
      mailbox.requireNames();
    } catch (MailException e) {
      setbacks.add(e);
    }
  }

  /** Two folders in a row that fail for the network mean that no other will do better. */
  private @Nullable MailException visit(String name, Visit visit, @Nullable MailException before)
      throws MailException {
    try {
      Optional<OpenFolder> folder = mailbox.tryOpen(name, readOnly);
      if (folder.isPresent()) {
        visit.in(folder.get());
      }
      return null;
    } catch (MailException e) {
      boolean stale = e.kind() == Kind.REFUSED;
      boolean server = e.kind() == Kind.TEMPORARY || e.kind() == Kind.PROTOCOL;
      if (!stale && (!server || before != null)) {
        throw e;
      }
      setbacks.folder(
          e.also("'" + StrangersText.atMost(SHOWN, name) + "' was not looked through."));
      return stale ? before : e;
    }
  }
}

package icloudmail.mail;

import icloudmail.model.Flag;
import icloudmail.model.MailException;
import icloudmail.model.Reference;
import icloudmail.model.UidRange;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What changes the selected folder, a command each. Nothing here removes a message that is not
 * named: EXPUNGE without UIDs is never sent (icloud-facts 7).
 */
public final class FolderChanges {
  private final ImapSession session;
  private final String folder;

  FolderChanges(ImapSession session, String folder) {
    this.session = session;
    this.folder = folder;
  }

  /** Sets or clears flags; one command. */
  public void flag(List<Long> uids, Collection<Flag> flags, boolean set) throws MailException {
    String keywords = flags.stream().map(Flag::keyword).collect(Collectors.joining(" "));
    String item = (set ? "+" : "-") + "FLAGS.SILENT (" + keywords + ")";
    session.repeat(
        "changing flags in " + folder,
        connection -> connection.ask("UID STORE " + set(uids) + " " + item));
  }

  /**
   * Moves messages by UID MOVE, which iCloud takes although it does not say so (icloud-facts 7).
   *
   * @return their references in {@code target} by UID, as far as the server tells; empty where it
   *     does not know the command, so that nothing was done
   * @throws MailException of kind TEMPORARY where the answer did not come: each message is moved,
   *     or is not
   */
  public Optional<Map<Long, Reference>> move(List<Long> uids, String target) throws MailException {
    try {
      return Optional.of(transfer("UID MOVE ", "moving to ", uids, target));
    } catch (MailException e) {
      if (Failures.answered(e) && !Failures.passing(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Copies messages.
   *
   * @return their references in {@code target} by UID, as far as the server tells
   */
  public Map<Long, Reference> copy(List<Long> uids, String target) throws MailException {
    return transfer("UID COPY ", "copying to ", uids, target);
  }

  private Map<Long, Reference> transfer(String command, String what, List<Long> uids, String target)
      throws MailException {
    return session.unlessRefused(
        what + target,
        connection ->
            CopiedUids.read(
                connection.askOf(command + set(uids), target), target, Set.copyOf(uids)));
  }

  /** Removes those of exactly these messages that are marked \Deleted (RFC 4315 section 2.1). */
  public void expunge(List<Long> uids) throws MailException {
    session.repeat(
        "removing from " + folder, connection -> connection.ask("UID EXPUNGE " + set(uids)));
  }

  private static String set(List<Long> uids) {
    return SearchKeys.set(UidRange.of(uids));
  }
}

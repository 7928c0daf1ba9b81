package icloudmail.service;

import icloudmail.model.Account;
import icloudmail.model.Draft;
import icloudmail.model.Flag;
import icloudmail.model.FolderRole;
import icloudmail.model.MailException;
import icloudmail.model.SavedDraft;
import icloudmail.store.KeptDraft;
import java.nio.file.Path;
import java.util.Set;

/** Saves a message in the folder for drafts, to be sent later by any program. */
public final class DraftService {
  private final Compositions compositions;
  private final Filing filing;
  private final Path state;

  DraftService(Compositions compositions, Filing filing, Path state) {
    this.compositions = compositions;
    this.filing = filing;
    this.state = state;
  }

  /**
   * Composes {@code draft} and files it. What it answers is not marked, since nothing is sent.
   *
   * @throws MailException where it is not filed, or nobody knows; its text is kept in a file then,
   *     and the message names it
   */
  public SavedDraft save(Account account, Draft draft) throws MailException {
    Kept kept =
        compositions.useUnsent(
            account,
            draft,
            message ->
                new Kept(
                    message.submission().messageId(), KeptDraft.keep(state, message.content())));
    SavedDraft saved = file(account, kept.messageId(), kept.file());
    kept.file().drop();
    return saved;
  }

  private record Kept(String messageId, KeptDraft file) {}

  private SavedDraft file(Account account, String messageId, KeptDraft kept) throws MailException {
    try {
      Filing.Filed filed =
          filing.file(
              account,
              FolderRole.DRAFTS,
              Set.of(Flag.DRAFT, Flag.SEEN),
              messageId,
              kept.content(),
              kept.size());
      return new SavedDraft(messageId, filed.folder(), filed.reference());
    } catch (MailException e) {
      throw e.also("The draft is kept in " + kept.file() + ".");
    }
  }
}

package icloudmail.service;

import icloudmail.mail.ImapMailbox;
import icloudmail.mail.MessageFile;
import icloudmail.mail.OpenFolder;
import icloudmail.mail.SessionFactory;
import icloudmail.model.Account;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/** Finds the one message that is answered or forwarded, and has it whole. */
final class Originals {
  private static final int EXAMPLES = 3;

  private final SessionFactory sessions;
  private final Logger log;

  Originals(SessionFactory sessions, Logger log) {
    this.sessions = sessions;
    this.log = log;
  }

  private record Found(OpenFolder folder, long uid) {
    @Override
    public String toString() {
      return folder.reference(uid).toString();
    }
  }

  /**
   * Downloads the message; the connection is closed when it is there.
   *
   * @throws MailException of kind NOT_FOUND where there is none, USAGE where there are several
   */
  MessageFile fetch(Account account, Query query) throws MailException {
    Setbacks setbacks = new Setbacks(log);
    RollCall roll = new RollCall(query);
    List<Found> found = new ArrayList<>();
    try (ImapMailbox mailbox = ImapMailbox.open(sessions, account)) {
      new FolderWalk(mailbox, true, setbacks)
          .each(
              query.scope(),
              Set.of(),
              folder -> {
                for (long uid : FetchService.uids(folder, query.condition(), roll, setbacks)) {
                  found.add(new Found(folder, uid));
                }
              });
      if (found.isEmpty()) {
        roll.report(setbacks);
      }
      // what could not be looked through may hold another that is meant
      setbacks.report();
      if (found.size() > 1) {
        throw several(found);
      }
      Found one = found.get(0);
      return mailbox.again(one.folder()).download(one.uid());
    }
  }

  private static MailException several(List<Found> found) {
    String some =
        found.stream().limit(EXAMPLES).map(Found::toString).collect(Collectors.joining(", "));
    return new MailException(
        Kind.USAGE,
        found.size()
            + " messages are meant, and one is needed: "
            + some
            + (found.size() > EXAMPLES ? ", ..." : ""),
        "Name one by its reference, as 'icloud-mail list --tsv' prints it.");
  }
}

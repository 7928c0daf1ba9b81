package icloudmail.service;

import icloudmail.mail.Idling;
import icloudmail.mail.ImapMailbox;
import icloudmail.mail.OpenFolder;
import icloudmail.model.MailException;
import icloudmail.model.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection that watches one folder, or one after the other: then it waits in the first one,
 * and looks into the others every minute.
 */
final class FolderLine implements WatchLoop.Line {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final ImapMailbox mailbox;
  private final List<String> folders;
  private final boolean single;
  private final Look look;
  private final Ticker ticker;
  private final Duration patience;
  private @Nullable OpenFolder first;
  private volatile @Nullable Idling idling;

  /** What is done in a folder. */
  interface Look {
    /**
     * Tells what is new.
     *
     * @param justOpened whether the folder's next UID is known
     */
    void into(OpenFolder folder, boolean justOpened) throws MailException;

    /** When something is to be offered again, if anything is. */
    Optional<Instant> due(String folder);
  }

  /**
   * @param folders by their names; the first one is waited in
   * @param single whether it is the only folder, which has to be there
   * @param patience how long the server may take to answer
   */
  FolderLine(
      ImapMailbox mailbox,
      List<String> folders,
      boolean single,
      Look look,
      Ticker ticker,
      Duration patience) {
    this.mailbox = mailbox;
    this.folders = new ArrayList<>(folders);
    this.single = single;
    this.look = look;
    this.ticker = ticker;
    this.patience = patience;
  }

  @Override
  public void look() throws MailException {
    for (String name : List.copyOf(folders.subList(Math.min(1, folders.size()), folders.size()))) {
      first = null;
      OpenFolder folder = opened(name);
      if (folder != null) {
        look.into(folder, true);
      }
    }
    OpenFolder before = first;
    while (first == null && !folders.isEmpty()) {
      first = opened(folders.get(0));
    }
    OpenFolder folder = first;
    if (folder != null) {
      folder.noteGrowth();
      look.into(folder, before == null);
    }
  }

  /** Of several folders, one that is listed and cannot be opened is left out from now on. */
  private @Nullable OpenFolder opened(String name) throws MailException {
    if (single) {
      return mailbox.examine(name);
    }
    Optional<OpenFolder> folder = mailbox.tryOpen(name, true);
    if (folder.isEmpty()) {
      folders.remove(name);
    }
    return folder.orElse(null);
  }

  @Override
  public boolean idle() throws MailException {
    OpenFolder folder = first;
    Idling begun = folder == null ? null : folder.idle(WatchLoop.RENEWED);
    idling = begun;
    if (begun == null) {
      // opened anew each time, it is as the server has it then
      first = null;
    }
    return begun != null;
  }

  @Override
  public boolean await(Duration longest) throws MailException {
    OpenFolder folder = first;
    Idling waiting = idling;
    if (folder == null || waiting == null || ticker.stopped()) {
      return false;
    }
    // the server told of it between the look and IDLE, and does so once only
    return folder.hasGrown() || waiting.await(longest);
  }

  @Override
  public void done() throws MailException {
    Idling waiting = idling;
    idling = null;
    if (waiting != null) {
      waiting.done(patience);
    }
  }

  @Override
  public Duration longest() {
    Duration least = folders.size() > 1 ? WatchLoop.POLLED : WatchLoop.RENEWED;
    for (String folder : folders) {
      Optional<Instant> due = look.due(folder);
      if (due.isPresent()) {
        Duration left = Duration.between(ticker.now(), due.get());
        least = left.compareTo(least) < 0 ? left : least;
      }
    }
    return least.compareTo(SHORTEST) < 0 ? SHORTEST : least;
  }

  @Override
  public void wake() {
    Idling waiting = idling;
    if (waiting != null) {
      waiting.wake();
    }
  }

  @Override
  public void drop() {
    mailbox.drop();
  }

  @Override
  public void close() {
    Idling waiting = idling;
    if (waiting != null) {
      waiting.leave();
    }
    mailbox.close();
  }
}

package icloudmail.testkit.icloud;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The folders of the account and their messages; folder names are decoded ones. */
public final class Mailboxes {
  public static final String INBOX = "INBOX";

  private static final long FIRST_VALIDITY = 1451405933;
  private static final long FIRST_UID = 2272;

  private final Map<String, Folder> folders = new LinkedHashMap<>();
  private final Set<String> subscribed = new LinkedHashSet<>(AccountProfile.MADE_BY_USER);
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private int made;

  private static final class Folder {
    private final List<StoredMessage> messages = new ArrayList<>();
    private long validity;
    private long nextUid;
    private boolean ghost;
  }

  public Mailboxes(AccountProfile profile) {
    profile.folders().forEach(this::create);
  }

  /** Puts an unread message into a folder; its line ends may be {@code \n}. */
  public long deliver(String folder, String message) {
    return deliver(folder, message.getBytes(StandardCharsets.UTF_8));
  }

  /** As {@link #deliver(String, String)}. */
  public long deliver(String folder, byte[] message) {
    return deliver(folder, message, Instant.now());
  }

  /** As {@link #deliver(String, String)}, received then, with these flags; answers its UID. */
  public long deliver(String folder, byte[] message, Instant received, String... flags) {
    String octets = new String(message, StandardCharsets.ISO_8859_1);
    String lines = octets.replace("\r\n", "\n").replace("\n", "\r\n");
    return add(folder, lines, received, new LinkedHashSet<>(List.of(flags)));
  }

  /** The messages of a folder as text, oldest first. */
  public List<String> messages(String folder) {
    return all(folder).stream()
        .map(message -> message.octets().getBytes(StandardCharsets.ISO_8859_1))
        .map(octets -> new String(octets, StandardCharsets.UTF_8))
        .toList();
  }

  public Set<String> flags(String folder, long uid) {
    return find(folder, uid).orElseThrow().flags();
  }

  /** Marks a message as deleted, as another client would. */
  public void setDeleted(String folder, long uid) {
    setFlags(folder, uid, flags -> Set.of("\\Deleted"));
  }

  public List<Long> uids(String folder) {
    return all(folder).stream().map(StoredMessage::uid).toList();
  }

  public synchronized List<String> folders() {
    return List.copyOf(folders.keySet());
  }

  /** A folder that LIST tells of and that nothing opens. */
  public synchronized void ghost(String name) {
    folders.computeIfAbsent(name, this::made).ghost = true;
  }

  public synchronized void create(String name) {
    folders.computeIfAbsent(name, this::made);
  }

  public synchronized void remove(String name) {
    folders.remove(name);
  }

  /** A new UIDVALIDITY, under which an old UID means the message before, or none. */
  public synchronized void renumber(String name) {
    Folder folder = folder(name);
    folder.validity += 1000;
    folder.nextUid++;
    folder.messages.replaceAll(
        old -> new StoredMessage(old.uid() + 1, old.octets(), old.flags(), old.received()));
  }

  /** Takes a message away, as another client would. */
  public void expunge(String folder, long uid) {
    change(folder, messages -> messages.removeIf(message -> message.uid() == uid));
  }

  /** Whether it can be opened. */
  synchronized boolean opens(String name) {
    return folders.containsKey(name) && !folders.get(name).ghost;
  }

  synchronized boolean lists(String name) {
    return folders.containsKey(name);
  }

  synchronized Set<String> subscribed() {
    return new LinkedHashSet<>(subscribed);
  }

  synchronized void subscribe(String name, boolean on) {
    if (on) {
      subscribed.add(name);
    } else {
      subscribed.remove(name);
    }
  }

  synchronized long uidValidity(String name) {
    return folder(name).validity;
  }

  synchronized long uidNext(String name) {
    return folder(name).nextUid;
  }

  synchronized List<StoredMessage> all(String name) {
    return List.copyOf(folder(name).messages);
  }

  Optional<StoredMessage> find(String folder, long uid) {
    return all(folder).stream().filter(message -> message.uid() == uid).findFirst();
  }

  long add(String name, String octets, Instant received, Set<String> flags) {
    Instant second = received.truncatedTo(ChronoUnit.SECONDS);
    long uid;
    synchronized (this) {
      Folder folder = folder(name);
      uid = folder.nextUid++;
      folder.messages.add(new StoredMessage(uid, octets, flags, second));
    }
    watchers.forEach(Runnable::run);
    return uid;
  }

  void setFlags(String folder, long uid, UnaryOperator<Set<String>> flags) {
    change(
        folder,
        messages -> {
          messages.replaceAll(old -> old.uid() == uid ? old.with(flags.apply(old.flags())) : old);
          return true;
        });
  }

  /** Runs it after each change, in the thread that made the change. */
  void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  void unwatch(Runnable watcher) {
    watchers.remove(watcher);
  }

  private void change(String name, Predicate<List<StoredMessage>> change) {
    synchronized (this) {
      if (!change.test(folder(name).messages)) {
        return;
      }
    }
    watchers.forEach(Runnable::run);
  }

  private Folder made(String name) {
    Folder folder = new Folder();
    folder.validity = FIRST_VALIDITY + 97L * made;
    folder.nextUid = FIRST_UID + 1000L * made;
    made++;
    return folder;
  }

  private Folder folder(String name) {
    Folder folder = folders.get(name);
    if (folder == null) {
      throw new IllegalArgumentException("no folder " + name);
    }
    return folder;
  }
}

package icloudmail.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a response says of the messages before it, so that threads hold together. */
public final class Ancestors {
  /**
   * Threads hold by the first message and those before the last, so that the middle can go (RFC
   * 5537 section 3.4.4); so many of 250 octets fit the header that any server takes.
   */
  private static final int MOST = 20;

  /** The longest that RFC 5536 section 3.1.3 allows. */
  private static final int LONGEST = 250;

  private static final Pattern MESSAGE_ID =
      Pattern.compile("<[!-;=?A-~]++@[!-;=?-~]+>", Pattern.DOTALL);

  private Ancestors() {}

  /** The Message-ID of {@code original}, or null where it has none that can be repeated. */
  public static @Nullable String parent(Envelope original) {
    String id = original.messageId();
    return id != null && isMessageId(id) ? id : null;
  }

  /**
   * The References of a response (RFC 5322 section 3.6.4): those of the original, else the one
   * message that it answers, and the original itself.
   */
  public static List<String> of(Envelope original) {
    List<String> before =
        original.references().isEmpty() && original.inReplyTo().size() == 1
            ? original.inReplyTo()
            : original.references();
    Set<String> ids = new LinkedHashSet<>();
    before.stream().filter(Ancestors::isMessageId).forEach(ids::add);
    String parent = parent(original);
    if (parent != null) {
      // the last is whom it answers, whatever its own References say
      ids.remove(parent);
      ids.add(parent);
    }
    List<String> all = new ArrayList<>(ids);
    if (all.size() > MOST) {
      all.subList(1, all.size() - MOST + 1).clear();
    }
    return List.copyOf(all);
  }

  private static boolean isMessageId(String id) {
    return id.length() <= LONGEST && MESSAGE_ID.matcher(id).matches();
  }
}

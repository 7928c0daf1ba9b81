package icloudmail.mail;

import icloudmail.model.Query;
import icloudmail.model.UidRange;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxDecoder;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/**
 * What STATUS tells of a folder (RFC 3501 section 7.2.4); -1 where it does not. Read here, since
 * the library never comes to the end of a list that breaks off.
 */
record FolderStatus(int messages, int unseen, long uidNext) {
  private static final Pattern ITEMS =
      Pattern.compile("\\(((?:\\s*+[A-Za-z-]++\\s++\\d{1,18}+(?!\\d))*+)\\s*+\\)\\s*+$");
  private static final Pattern ITEM = Pattern.compile("([A-Za-z-]+)\\s+(\\d+)");
  private static final long NONE = -1;

  /** Asks for these items; without an answer that can be read, nothing is known. */
  static FolderStatus ask(ImapConnection on, String folder, String... items)
      throws ProtocolException {
    return read(folder, on.askOf("STATUS", folder, items));
  }

  /** What these responses tell. */
  static FolderStatus read(String folder, Response... responses) {
    Map<String, Map<String, Long>> lines = new HashMap<>();
    for (Response response : responses) {
      if (response instanceof IMAPResponse line && line.keyEquals("STATUS")) {
        String name = BASE64MailboxDecoder.decode(String.valueOf(line.readAtomString()));
        String inbox = name.equalsIgnoreCase(Query.INBOX) ? Query.INBOX : name;
        lines.computeIfAbsent(inbox, key -> new HashMap<>()).putAll(items(line));
      }
    }
    // one line alone is the answer, in whatever way the server writes the name
    Map<String, Long> only =
        lines.size() == 1 ? lines.values().iterator().next() : Map.<String, Long>of();
    Map<String, Long> told = lines.getOrDefault(folder, only);
    long uidNext = told.getOrDefault("UIDNEXT", NONE);
    return new FolderStatus(
        (int) Math.min(Integer.MAX_VALUE, told.getOrDefault("MESSAGES", NONE)),
        (int) Math.min(Integer.MAX_VALUE, told.getOrDefault("UNSEEN", NONE)),
        UidRange.isUid(uidNext) ? uidNext : NONE);
  }

  boolean tellsNothing() {
    return messages < 0 && unseen < 0 && uidNext < 0;
  }

  private static Map<String, Long> items(IMAPResponse line) {
    Map<String, Long> told = new HashMap<>();
    Matcher list = ITEMS.matcher(String.valueOf(line.getRest()));
    Matcher item = ITEM.matcher(list.find() ? list.group(1) : "");
    while (item.find()) {
      told.put(item.group(1).toUpperCase(Locale.ROOT), Long.parseLong(item.group(2)));
    }
    return told;
  }
}

package icloudmail.mail;

import icloudmail.model.Body;
import icloudmail.model.MailException;
import icloudmail.model.Preference;
import icloudmail.model.UidRange;
import jakarta.mail.MessagingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.UID;

/**
 * How the texts of messages begin, from the first octets of each. What does not come in the answer
 * about many is asked for by itself (icloud-facts 2).
 */
final class Snippets {
  private static final int OCTETS = 16 << 10;
  private static final int LETTERS = 160;
  private static final int BATCH = 100;
  private static final int MOST_ALONE = 20;
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern QUOTED = Pattern.compile("(?m)^>.*$");

  private Snippets() {}

  static Map<Long, String> read(ImapSession session, List<Long> uids) throws MailException {
    Map<Long, String> snippets = new HashMap<>();
    for (int at = 0; at < uids.size(); at += BATCH) {
      ask(session, uids.subList(at, Math.min(uids.size(), at + BATCH)), snippets);
    }
    List<Long> missing = uids.stream().filter(uid -> !snippets.containsKey(uid)).toList();
    for (long uid : missing.subList(0, Math.min(missing.size(), MOST_ALONE))) {
      ask(session, List.of(uid), snippets);
    }
    return snippets;
  }

  private static void ask(ImapSession session, List<Long> uids, Map<Long, String> snippets)
      throws MailException {
    String set = SearchKeys.set(UidRange.of(uids));
    Response[] responses =
        session.repeat(
            "reading how messages begin",
            on -> on.ask("UID FETCH " + set + " (UID BODY.PEEK[]<0." + OCTETS + ">)"));
    for (Response response : responses) {
      if (response instanceof FetchResponse row) {
        add(row, snippets);
      }
    }
  }

  private static void add(FetchResponse row, Map<Long, String> snippets) {
    UID uid = row.getItem(UID.class);
    BODY body = row.getItem(BODY.class);
    ByteArray bytes = body == null ? null : body.getByteArray();
    if (uid != null && bytes != null) {
      snippets.put(uid.uid, snippet(bytes));
    }
  }

  private static String snippet(ByteArray bytes) {
    try {
      Body body = MimeReader.read(bytes.toByteArrayInputStream(), Preference.PLAIN);
      String text = QUOTED.matcher(body.text()).replaceAll(" ");
      String line = BLANKS.matcher(text).replaceAll(" ").strip();
      int end = Math.min(line.length(), LETTERS);
      return line.substring(0, line.offsetByCodePoints(0, line.codePointCount(0, end)));
    } catch (MessagingException e) {
      return "";
    }
  }
}

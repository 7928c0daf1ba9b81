package icloudmail.mail;

import icloudmail.model.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.iap.Response;

/** Reads the COPYUID response code (RFC 4315 section 3): which new UID each message got. */
final class CopiedUids {
  private static final Pattern CODE =
      Pattern.compile("\\[COPYUID (\\d{1,10}) ([\\d:,]+) ([\\d:,]+)\\]", Pattern.CASE_INSENSITIVE);
  private static final int MOST = 100_000;

  /** Digits of a UID. */
  private static final int LONGEST = 10;

  private CopiedUids() {}

  /**
   * By old UID, no others than {@code asked}; empty where the server does not tell, or not in a way
   * that fits.
   */
  static Map<Long, Reference> read(Response[] responses, String target, Set<Long> asked) {
    for (Response response : responses) {
      Matcher code = CODE.matcher(String.valueOf(response));
      if (code.find()) {
        List<Long> before = uids(code.group(2));
        List<Long> after = uids(code.group(3));
        Map<Long, Reference> pairs =
            before.size() == after.size()
                ? pairs(before, after, Long.parseLong(code.group(1)), target)
                : new HashMap<>();
        pairs.keySet().retainAll(asked);
        return pairs;
      }
    }
    return Map.of();
  }

  private static Map<Long, Reference> pairs(
      List<Long> before, List<Long> after, long uidValidity, String target) {
    Map<Long, Reference> pairs = new HashMap<>();
    for (int i = 0; i < before.size(); i++) {
      pairs.put(before.get(i), new Reference(target, uidValidity, after.get(i)));
    }
    return pairs;
  }

  /** Empty where one of them is longer than a number of 32 bits. */
  private static List<Long> uids(String set) {
    List<Long> uids = new ArrayList<>();
    for (String range : set.split(",", -1)) {
      String[] ends = range.split(":", -1);
      if (ends[0].length() > LONGEST || ends[ends.length - 1].length() > LONGEST) {
        return List.of();
      }
      long first = Long.parseLong("0" + ends[0]);
      long last = Long.parseLong("0" + ends[ends.length - 1]);
      for (long uid = Math.min(first, last); uid <= Math.max(first, last); uid++) {
        if (uids.size() == MOST) {
          return uids;
        }
        uids.add(uid);
      }
    }
    return uids;
  }
}

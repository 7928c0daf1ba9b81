package icloudmail.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The UIDs from {@code first} to {@code last}, both included.
 *
 * @param first at least 1
 * @param last not below {@code first}
 */
public record UidRange(long first, long last) {
  /** The largest UID that there can be (RFC 3501: an unsigned 32-bit number). */
  public static final long MAX_UID = 0xFFFF_FFFFL;

  public UidRange {
    if (first < 1 || last < first || last > MAX_UID) {
      throw new IllegalArgumentException("no UID range: " + first + ":" + last);
    }
  }

  /** Whether this can be a UID, or a UIDVALIDITY: no 0, and of 32 bits. */
  public static boolean isUid(long number) {
    return number >= 1 && number <= MAX_UID;
  }

  /** The range that holds just {@code uid}. */
  public static UidRange of(long uid) {
    return new UidRange(uid, uid);
  }

  /** The fewest ranges that hold just these UIDs, in ascending order. */
  public static List<UidRange> of(Collection<Long> uids) {
    List<UidRange> ranges = new ArrayList<>();
    long first = 0;
    long last = 0;
    for (long uid : ascending(uids)) {
      if (last != 0 && uid > last + 1) {
        ranges.add(new UidRange(first, last));
      }
      first = last != 0 && uid <= last + 1 ? first : uid;
      last = uid;
    }
    if (last != 0) {
      ranges.add(new UidRange(first, last));
    }
    return ranges;
  }

  private static long[] ascending(Collection<Long> uids) {
    long[] ascending = uids.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(ascending);
    return ascending;
  }

  /** Whether it is one UID, so that its absence can be told. */
  public boolean single() {
    return first == last;
  }

  public boolean contains(long uid) {
    return first <= uid && uid <= last;
  }

  /** As in an IMAP sequence set: {@code 7} or {@code 7:9}. */
  @Override
  public String toString() {
    return single() ? Long.toString(first) : first + ":" + last;
  }
}

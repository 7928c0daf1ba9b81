package icloudmail.mail;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;
import java.util.function.LongPredicate;

/**
 * What a SEARCH found: each UID once, newest first. Four octets each, since a folder may have more
 * messages than objects fit the memory.
 */
final class FoundUids extends AbstractList<Long> implements RandomAccess {
  /** More than any account has. */
  static final int MOST = 2_500_000;

  private static final int FIRST = 16;

  /** Ascending once complete; unsigned, with the highest bit turned over so that order is kept. */
  private int[] uids = new int[FIRST];

  private int count;

  /** Adds one that is a UID; false where there are {@link #MOST} already. */
  boolean found(long uid) {
    if (count == MOST) {
      return false;
    }
    if (count == uids.length) {
      uids = Arrays.copyOf(uids, Math.min(MOST, count + (count >> 1)));
    }
    uids[count] = turned(uid);
    count++;
    return true;
  }

  /** No more will come. */
  void complete() {
    Arrays.sort(uids, 0, count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (kept == 0 || uids[kept - 1] != uids[i]) {
        uids[kept] = uids[i];
        kept++;
      }
    }
    count = kept;
  }

  /** Those of them that {@code meant} holds for. */
  FoundUids only(LongPredicate meant) {
    FoundUids some = new FoundUids();
    for (long uid : this) {
      if (meant.test(uid)) {
        some.found(uid);
      }
    }
    some.complete();
    return some;
  }

  private static int turned(long uid) {
    return (int) uid ^ Integer.MIN_VALUE;
  }

  @Override
  public Long get(int index) {
    if (index < 0 || index >= count) {
      throw new IndexOutOfBoundsException(index);
    }
    return Integer.toUnsignedLong(uids[count - 1 - index] ^ Integer.MIN_VALUE);
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public boolean contains(Object uid) {
    return uid instanceof Long number
        && Integer.toUnsignedLong(number.intValue()) == number
        && Arrays.binarySearch(uids, 0, count, turned(number)) >= 0;
  }
}

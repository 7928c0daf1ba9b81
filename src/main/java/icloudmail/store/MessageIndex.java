package icloudmail.store;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages that are kept of a folder, by UID: columns of numbers and no object a message, since
 * there may be 100,000 of them. Safe for several threads.
 */
final class MessageIndex {
  private long[] uids = new long[64];
  private long[] sizes = new long[64];
  private int[] crcs = new int[64];
  private long[] places = new long[64];
  private long[] marks = new long[64];
  private int count;

  synchronized int size() {
    return count;
  }

  synchronized boolean has(long uid) {
    return find(uid) >= 0;
  }

  /** The message with this UID, or null. */
  synchronized @Nullable KeptMessage get(long uid) {
    int at = find(uid);
    return at < 0 ? null : at(at);
  }

  /** The messages by ascending UID, from 0. */
  synchronized KeptMessage at(int at) {
    return new KeptMessage(uids[at], sizes[at], crcs[at], places[at]);
  }

  /** What was last said of its file; 0 where nothing was, or there is no such message. */
  synchronized long mark(long uid) {
    int at = find(uid);
    return at < 0 ? 0 : marks[at];
  }

  /** Says something of the file of a message that is here. */
  synchronized void mark(long uid, long mark) {
    marks[find(uid)] = mark;
  }

  /** Adds messages, in any order; the last one of those with one UID is what counts. */
  synchronized void put(List<KeptMessage> batch) {
    List<KeptMessage> sorted =
        batch.stream().sorted(Comparator.comparing(KeptMessage::uid)).toList();
    int fresh = 0;
    for (int i = 0; i < sorted.size(); i++) {
      fresh += isLast(sorted, i) && find(sorted.get(i).uid()) < 0 ? 1 : 0;
    }
    reserve(count + fresh);
    int from = count - 1;
    int to = count + fresh - 1;
    count += fresh;
    for (int i = sorted.size() - 1; i >= 0; i--) {
      KeptMessage message = sorted.get(i);
      if (!isLast(sorted, i)) {
        continue;
      }
      for (; from >= 0 && uids[from] > message.uid(); from--) {
        move(from, to--);
      }
      boolean known = from >= 0 && uids[from] == message.uid();
      set(to--, message, known ? marks[from--] : 0);
    }
  }

  private static boolean isLast(List<KeptMessage> sorted, int at) {
    return at + 1 == sorted.size() || sorted.get(at + 1).uid() != sorted.get(at).uid();
  }

  private int find(long uid) {
    return count == 0 || uid > uids[count - 1] ? -1 : Arrays.binarySearch(uids, 0, count, uid);
  }

  private void reserve(int capacity) {
    if (capacity > uids.length) {
      int room = Math.max(capacity, uids.length + uids.length / 2);
      uids = Arrays.copyOf(uids, room);
      sizes = Arrays.copyOf(sizes, room);
      crcs = Arrays.copyOf(crcs, room);
      places = Arrays.copyOf(places, room);
      marks = Arrays.copyOf(marks, room);
    }
  }

  private void move(int from, int to) {
    uids[to] = uids[from];
    sizes[to] = sizes[from];
    crcs[to] = crcs[from];
    places[to] = places[from];
    marks[to] = marks[from];
  }

  private void set(int at, KeptMessage message, long mark) {
    uids[at] = message.uid();
    sizes[at] = message.size();
    crcs[at] = message.crc();
    places[at] = message.place();
    marks[at] = mark;
  }
}

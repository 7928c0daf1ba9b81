package icloudmail.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;

/**
 * Which messages are downloaded together: as many as make some megabytes, so that few commands do
 * and little is lost when one breaks off; large ones, and those of unknown size, alone.
 */
final class Plan {
  private static final long BATCH_BYTES = 8 << 20;
  private static final int BATCH_MESSAGES = 500;
  private static final long LARGE = 4 << 20;
  private static final long UNKNOWN = -1;

  private final long[] uids;
  private final long[] sizes;

  /** All sizes are unknown at first. */
  Plan(SortedSet<Long> uids) {
    this.uids = uids.stream().mapToLong(Long::longValue).toArray();
    this.sizes = new long[this.uids.length];
    Arrays.fill(sizes, UNKNOWN);
  }

  /** A message's size is known; one that is not planned is passed over. */
  void size(long uid, long size) {
    int at = Arrays.binarySearch(uids, uid);
    if (at >= 0) {
      sizes[at] = size;
    }
  }

  int messages() {
    return uids.length;
  }

  /** Octets, as far as they are known. */
  long bytes() {
    return Arrays.stream(sizes).filter(size -> size != UNKNOWN).sum();
  }

  /** The batches, by ascending UID. */
  List<List<Long>> batches() {
    List<List<Long>> batches = new ArrayList<>();
    List<Long> batch = new ArrayList<>();
    long bytes = 0;
    for (int at = 0; at < uids.length; at++) {
      if (isAlone(at)) {
        continue;
      }
      if (!batch.isEmpty() && (bytes + sizes[at] > BATCH_BYTES || batch.size() == BATCH_MESSAGES)) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(uids[at]);
      bytes += sizes[at];
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  /** Those that are downloaded one by one. */
  List<Long> alone() {
    List<Long> alone = new ArrayList<>();
    for (int at = 0; at < uids.length; at++) {
      if (isAlone(at)) {
        alone.add(uids[at]);
      }
    }
    return alone;
  }

  private boolean isAlone(int at) {
    return sizes[at] == UNKNOWN || sizes[at] > LARGE;
  }
}

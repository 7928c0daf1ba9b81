package icloudmail.service;

import java.util.ArrayList;
import java.util.List;

/** UIDs in portions that fit one command each, whatever gaps they have. */
final class Batches {
  private static final int MOST = 500;

  private Batches() {}

  /** The oldest first, so that what is done keeps its order where it goes. */
  static List<List<Long>> of(List<Long> uids) {
    List<Long> ascending = uids.stream().sorted().toList();
    List<List<Long>> batches = new ArrayList<>();
    for (int at = 0; at < ascending.size(); at += MOST) {
      batches.add(ascending.subList(at, Math.min(ascending.size(), at + MOST)));
    }
    return batches;
  }
}

package icloudmail.service;

import icloudmail.model.Arrangement;
import icloudmail.model.Envelope;
import icloudmail.model.Threads;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the first so many messages of an arrangement, however many come. */
final class Selection {
  private final int limit;
  private final Arrangement arrangement;
  private final PriorityQueue<Envelope> kept;

  Selection(int limit, Arrangement arrangement) {
    this.limit = limit;
    this.arrangement = arrangement;
    this.kept = new PriorityQueue<>(arrangement.sort().order().reversed());
  }

  void add(List<Envelope> envelopes) {
    for (Envelope envelope : envelopes) {
      kept.add(envelope);
      if (kept.size() > limit) {
        kept.remove();
      }
    }
  }

  /** Those that were kept, arranged. */
  List<Envelope> arranged() {
    List<Envelope> result = new ArrayList<>(kept);
    result.sort(arrangement.sort().order());
    if (arrangement.reverse()) {
      Collections.reverse(result);
    }
    return arrangement.threads() ? Threads.of(result) : result;
  }
}

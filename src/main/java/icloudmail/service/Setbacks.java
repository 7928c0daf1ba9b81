package icloudmail.service;

import icloudmail.model.MailException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;

/** What went wrong on the way and did not keep the rest back. In the end the worst of it counts. */
final class Setbacks {
  private final List<MailException> all = new ArrayList<>();
  private final Logger log;

  Setbacks(Logger log) {
    this.log = log;
  }

  void add(MailException setback) {
    all.add(setback);
  }

  /**
   * Tells the others as warnings.
   *
   * @throws MailException the worst, where there was any
   */
  void report() throws MailException {
    all.sort(Comparator.comparing(MailException::kind));
    for (int i = 0; i < all.size() - 1; i++) {
      log.warn(all.get(i).getMessage());
    }
    if (!all.isEmpty()) {
      throw all.get(all.size() - 1);
    }
  }
}

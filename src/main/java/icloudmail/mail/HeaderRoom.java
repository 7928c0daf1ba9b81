package icloudmail.mail;

/**
 * How much is read of the headers of a message and of all that is in it. What a field becomes takes
 * many times its octets of memory, and the headers of all parts are held at once.
 */
final class HeaderRoom {
  /** Octets, of all headers together. */
  private static final int MOST = 8 << 20;

  /** What each header has in any case, so that the last of many parts still tells its type. */
  private static final int LEAST = 8 << 10;

  private int left = MOST;
  private boolean cut;

  /** Octets that the next header may take. */
  int left() {
    return Math.max(LEAST, left);
  }

  /**
   * Takes note of a header.
   *
   * @param octets that it takes
   * @param whole whether all of it was read
   */
  void take(int octets, boolean whole) {
    left -= octets;
    cut |= !whole;
  }

  /** Whether a header was not read whole. */
  boolean isCut() {
    return cut;
  }
}

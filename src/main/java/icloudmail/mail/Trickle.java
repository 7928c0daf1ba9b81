package icloudmail.mail;

import java.net.SocketTimeoutException;

/**
 * Tells a server that only trickles from one that is slow: each read of its answer brings an octet
 * in time, and the answer does not come to its end for all that.
 */
final class Trickle {
  /** So many times the longest wait for one read an answer may take, however little comes. */
  private static final long PATIENCES = 10;

  /** Octets a second, in the long run, of the slowest line that messages are read over. */
  private static final long SLOWEST = 1 << 10;

  private static final long NANOS = 1_000_000_000L;
  private static final long NANOS_A_MILLI = 1_000_000L;

  private long octets;
  private long waited;

  /** Something was said, and a new answer is waited for. */
  synchronized void asked() {
    octets = 0;
    waited = 0;
  }

  /**
   * A part of the answer has come.
   *
   * @param nanos that it was waited for
   * @param patienceMillis longest wait for one read; 0 where it has no end
   * @throws SocketTimeoutException where all of it takes too long
   */
  synchronized void heard(int count, long nanos, int patienceMillis) throws SocketTimeoutException {
    octets += count;
    waited += nanos;
    long allowed = PATIENCES * patienceMillis * NANOS_A_MILLI + octets * (NANOS / SLOWEST);
    if (patienceMillis > 0 && waited > allowed) {
      throw new SocketTimeoutException("it answers too slowly");
    }
  }
}

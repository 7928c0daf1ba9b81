package icloudmail.mail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What an IMAP server says, as long as it can be held in memory: a response that is longer, or
 * announces that it will be (RFC 3501 section 4.3), ends the connection before the memory is spent.
 */
final class AnswerGuard extends FilterInputStream {
  /** Octets of one response: a search that finds two million messages, or four blocks of one. */
  private static final long LONGEST_RESPONSE = 16 << 20;

  /** Octets of all responses to a command that are held until the last has come. */
  private static final long LONGEST_ANSWER = 24 << 20;

  /** What a response costs beside its octets. */
  private static final int COST = 300;

  private static final int NO_NUMBER = -1;

  private long response;
  private long answer;

  /** At first too: the library asks for capabilities by itself where a greeting tells none. */
  private boolean holding = true;

  private long literal;
  private long announced = NO_NUMBER;
  private boolean complete;

  AnswerGuard(InputStream in) {
    super(in);
  }

  /** The answer went on and on. */
  static final class EndlessAnswer extends IOException {
    private static final long serialVersionUID = 1L;

    EndlessAnswer() {
      super("its answer does not end");
    }
  }

  /** Whether from now on all responses are held together. */
  synchronized void hold(boolean together) {
    holding = together;
    answer = 0;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] octets, int offset, int length) throws IOException {
    int count = super.read(octets, offset, length);
    if (count > 0) {
      look(octets, offset, offset + count);
    }
    return count;
  }

  private synchronized void look(byte[] octets, int from, int end) throws EndlessAnswer {
    int at = from;
    while (at < end) {
      if (literal > 0) {
        int skipped = (int) Math.min(literal, end - at);
        literal -= skipped;
        count(skipped);
        at += skipped;
      } else {
        look(octets[at]);
        at++;
      }
    }
  }

  /** An octet outside literals. */
  private void look(byte octet) throws EndlessAnswer {
    count(1);
    if (octet == '\n') {
      endOfLine();
    } else if (octet == '{') {
      announced = 0;
      complete = false;
    } else if (announced >= 0 && !complete && octet >= '0' && octet <= '9') {
      announced = Math.min(announced * 10 + octet - '0', Integer.MAX_VALUE);
    } else if (announced >= 0 && !complete && octet == '}') {
      complete = true;
    } else if (octet != '\r') {
      announced = NO_NUMBER;
    }
  }

  private void endOfLine() throws EndlessAnswer {
    if (announced >= 0 && complete) {
      if (response + announced > LONGEST_RESPONSE) {
        throw new EndlessAnswer();
      }
      literal = announced;
    } else {
      response = 0;
      answer += COST;
    }
    announced = NO_NUMBER;
    complete = false;
  }

  private void count(int octets) throws EndlessAnswer {
    response += octets;
    answer += octets;
    if (response > LONGEST_RESPONSE || (holding && answer > LONGEST_ANSWER)) {
      throw new EndlessAnswer();
    }
  }
}

package icloudmail.mail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What an IMAP server says, as long as it can be held in memory: a response that is longer, or
 * announces that it will be (RFC 3501 section 4.3), ends the connection before the memory is spent.
 */
final class AnswerGuard extends FilterInputStream {
  /** Octets of one response: a search that finds 1.4 million messages, or four blocks of one. */
  private static final long LONGEST_RESPONSE = 16 << 20;

  /** Octets of all responses to a command that are held until the last has come. */
  private static final long LONGEST_ANSWER = 24 << 20;

  /** Octets of one response that are neither numbers which are found nor within literals. */
  private static final long LONGEST_WORDS = 1 << 20;

  /** What a response costs beside its octets. */
  private static final int COST = 300;

  /** So many words are within {@link #COST}. */
  private static final int FEW_WORDS = 8;

  /** What each other word costs beside its octets: a flag is several objects. */
  private static final int COST_OF_WORD = 150;

  /** What an octet of a word costs beside itself, since it is held once more as text. */
  private static final int COST_OF_OCTET = 2;

  private static final String SEARCH = "*SEARCH";

  private static final int NO_NUMBER = -1;

  private long response;
  private long answer;
  private long words;
  private int blanks;

  /** How much of {@link #SEARCH} the response has begun with; less than 0 where with others. */
  private int matched;

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
    weigh(octet);
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

  /** Numbers that are found are read from the line itself, all else becomes objects. */
  private void weigh(byte octet) throws EndlessAnswer {
    boolean blank = octet == ' ';
    if (matched == SEARCH.length()) {
      return;
    }
    if (matched >= 0 && !blank) {
      matched = Character.toUpperCase(octet) == SEARCH.charAt(matched) ? matched + 1 : -1;
    }
    words++;
    answer += COST_OF_OCTET;
    if (blank || octet == '(') {
      blanks++;
      if (blanks > FEW_WORDS) {
        count(COST_OF_WORD);
      }
    }
    if (words > LONGEST_WORDS) {
      throw new EndlessAnswer();
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
      words = 0;
      blanks = 0;
      matched = 0;
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

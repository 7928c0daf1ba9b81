package icloudmail.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.mail.AnswerGuard.EndlessAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Answers that fit no memory are cut off, and none that a mailbox can be meant by. */
class AnswerGuardTest {
  private static final int MIB = 1 << 20;

  /** So many octets of a line that has no end. */
  private static InputStream line(long octets) {
    return new InputStream() {
      private long left = octets;

      @Override
      public int read() {
        return left-- > 0 ? 'x' : -1;
      }

      @Override
      public int read(byte[] block, int from, int length) {
        int count = (int) Math.min(left, length);
        Arrays.fill(block, from, from + count, (byte) 'x');
        left -= count;
        return count > 0 ? count : -1;
      }
    };
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(US_ASCII));
  }

  private static long read(InputStream in, boolean holding) throws IOException {
    AnswerGuard guard = new AnswerGuard(in);
    guard.hold(holding);
    byte[] block = new byte[8192];
    long all = 0;
    for (int count = guard.read(block); count >= 0; count = guard.read(block)) {
      all += count;
    }
    return all;
  }

  private static InputStream together(InputStream one, InputStream other) {
    return new SequenceInputStream(one, other);
  }

  @Test
  void aLineWithoutEndIsCutOff() {
    assertThatThrownBy(() -> read(line(1L << 30), false)).isInstanceOf(EndlessAnswer.class);
  }

  @Test
  void aLiteralThatIsAnnouncedTooLongIsCutOffBeforeItComes() {
    for (String size : new String[] {"17000000", "2147483647", "99999999999999999999"}) {
      assertThatThrownBy(() -> read(text("* 1 FETCH (BODY[] {" + size + "}\r\n"), false))
          .isInstanceOf(EndlessAnswer.class);
    }
  }

  @Test
  void literalsOfOneResponseCountTogether() {
    InputStream first = together(text("* 1 FETCH (BODY[1] {9437184}\r\n"), line(9 * MIB));
    InputStream second = together(text(" BODY[2] {9437184}\r\n"), line(9 * MIB));

    assertThatThrownBy(() -> read(together(first, second), false))
        .isInstanceOf(EndlessAnswer.class);
  }

  @Test
  void whatLooksLikeALengthWithinALiteralIsNone() throws IOException {
    String answer = "* 1 FETCH (BODY[] {12}\r\n{99999999}\r\n)\r\nA1 OK {99999999} done\r\n";

    assertThat(read(text(answer), true)).isEqualTo(answer.length());
  }

  @Test
  void manyResponsesPassThatAreNotHeld() throws IOException {
    String row = "* 1 FETCH (BODY[] {1048576}\r\n";
    InputStream all = text("");
    for (int i = 0; i < 40; i++) {
      all = together(all, together(text(row), together(line(MIB), text(")\r\n"))));
    }

    assertThat(read(all, false)).isGreaterThan(40L * MIB);
  }

  @Test
  void manySmallResponsesThatAreHeldAreCutOff() {
    String flood = "* OK Still here\r\n".repeat(100_000);

    assertThatThrownBy(() -> read(text(flood), true)).isInstanceOf(EndlessAnswer.class);
  }

  @Test
  void wordsWeighMoreThanTheirOctets() {
    String flags = "* 3 FETCH (UID 3 FLAGS (" + "a ".repeat(400_000) + "))\r\n";

    assertThatThrownBy(() -> read(text(flags), false)).isInstanceOf(EndlessAnswer.class);
  }

  @Test
  void wordsOfManyResponsesThatAreHeldCountTogether() throws IOException {
    String row = "* 3 FETCH (UID 3 FLAGS (" + "a ".repeat(50_000) + "))\r\n";

    assertThat(read(text(row.repeat(8)), false)).isEqualTo(8L * row.length());
    assertThatThrownBy(() -> read(text(row.repeat(8)), true)).isInstanceOf(EndlessAnswer.class);
  }

  @Test
  void aWordIsNotLongerThanAMegabyte() {
    String flag = "* 3 FETCH (UID 3 FLAGS (" + "a".repeat(2 * MIB) + "))\r\n";

    assertThatThrownBy(() -> read(text(flag), false)).isInstanceOf(EndlessAnswer.class);
  }

  @Test
  void numbersThatAreFoundMayBeMany() throws IOException {
    for (String search : new String[] {"* SEARCH", "* search", "*  Search"}) {
      String numbers = search + " 1234567".repeat(1_900_000) + "\r\n";

      assertThat(read(text(numbers), true)).isEqualTo(numbers.length());
    }
  }

  @Test
  void linesOfFewWordsAreManyAsBefore() throws IOException {
    String folders = "* LIST () \"/\" f12345\r\n".repeat(60_000);

    assertThat(read(text(folders), true)).isEqualTo(folders.length());
  }
}

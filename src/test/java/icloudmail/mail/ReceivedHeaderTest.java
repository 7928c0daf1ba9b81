package icloudmail.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ReceivedHeaderTest {
  private final HeaderRoom room = new HeaderRoom();

  private static ByteArrayInputStream stream(String octets) {
    return new ByteArrayInputStream(octets.getBytes(ISO_8859_1));
  }

  private static String rest(ByteArrayInputStream in) {
    return new String(in.readAllBytes(), ISO_8859_1);
  }

  private static List<String> lines(InternetHeaders header) {
    return Collections.list(header.getAllHeaderLines());
  }

  private List<String> lines(ByteArrayInputStream in) throws IOException {
    return lines(new ReceivedHeader(in, room));
  }

  @Property
  void itIsReadAsTheLibraryReadsIt(
      @ForAll
          @StringLength(max = 40)
          @Chars({'\r', '\n', ' ', '\t', ':', '\f'})
          @CharRange(from = 'a', to = 'c')
          @CharRange(from = '\u00E0', to = '\u00E2')
          String octets)
      throws Exception {
    ByteArrayInputStream ours = stream("A" + octets);
    ByteArrayInputStream theirs = stream("A" + octets);

    assertThat(lines(ours)).isEqualTo(lines(new InternetHeaders(theirs, false)));
    assertThat(rest(ours)).isEqualTo(rest(theirs));
    assertThat(room.isCut()).isFalse();
  }

  @Test
  void blanksAheadOfTheFirstFieldAreSkipped() throws IOException {
    ByteArrayInputStream in = stream(" \r\n\t\n  A: b\r\n c\r\n\r\nbody");

    assertThat(lines(in)).containsExactly("A: b\r\n c");
    assertThat(rest(in)).isEqualTo("body");
  }

  @Test
  void fieldsThatAreTooManyAreTheFirst() throws IOException {
    ByteArrayInputStream in = stream("A: b\r".repeat(300_000) + "\rbody");

    assertThat(lines(in)).hasSize(10_000).containsOnly("A: b");
    assertThat(rest(in)).isEqualTo("body");
    assertThat(room.isCut()).isTrue();
  }

  @Test
  void aFieldThatIsTooLongIsItsBeginning() throws IOException {
    ByteArrayInputStream in = stream("A: " + "b".repeat(3_000_000) + "\n d\nC: d\n\nbody");

    List<String> lines = lines(in);

    assertThat(lines).hasSize(2).endsWith("C: d");
    assertThat(lines.get(0)).hasSize(1 << 20).startsWith("A: bbb");
    assertThat(rest(in)).isEqualTo("body");
    assertThat(room.isCut()).isTrue();
  }

  @Test
  void aFieldOfTooManyLinesIsItsBeginning() throws IOException {
    ByteArrayInputStream in = stream("A: b" + "\r\n c".repeat(1_000_000) + "\r\n\r\nbody");

    assertThat(lines(in)).singleElement().asString().hasSize(1 << 20);
    assertThat(rest(in)).isEqualTo("body");
    assertThat(room.isCut()).isTrue();
  }

  @Test
  void longFieldsThatAreManyAreTheFirst() throws IOException {
    ByteArrayInputStream in = stream(("A: " + "b".repeat(1_000_000) + "\n").repeat(20) + "\nbody");

    assertThat(lines(in)).hasSize(9);
    assertThat(rest(in)).isEqualTo("body");
    assertThat(room.isCut()).isTrue();
  }

  @Test
  void aHeaderBehindOneThatTookAllIsReadALittle() throws IOException {
    room.take(100 << 20, true);

    assertThat(lines(stream("A: b\n\n"))).containsExactly("A: b");
    assertThat(room.isCut()).isFalse();
    assertThat(lines(stream("A: b\n".repeat(200) + "\n"))).hasSizeBetween(20, 100);
    assertThat(room.isCut()).isTrue();
  }
}

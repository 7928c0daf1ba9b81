package icloudmail.model;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.Nouns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ThreadsTest {
  private static final Instant FIRST = Instant.parse("2026-11-01T10:00:00Z");

  /** The message {@code <id>}, arrived {@code id} minutes after the first. */
  private static Envelope message(int id, String... references) {
    Envelope base = Nouns.envelope(id, "s" + id);
    return new Envelope(
        base.reference(),
        "<" + id + ">",
        null,
        FIRST.plusSeconds(60L * id),
        base.from(),
        base.to(),
        List.of(),
        List.of(),
        base.subject(),
        List.of(),
        1,
        List.of(),
        List.of(references),
        null,
        null,
        null,
        null);
  }

  /** As {@code id:depth}. */
  private static String threads(Envelope... newestFirst) {
    return String.join(
        " ",
        Threads.of(List.of(newestFirst)).stream()
            .map(each -> each.reference().uid() + ":" + each.depth())
            .toList());
  }

  @Test
  void answersStandBelowWhatTheyAnswerTheOldestFirst() {
    assertThat(
            threads(
                message(5, "<1>", "<3>"),
                message(4),
                message(3, "<1>"),
                message(2, "<1>"),
                message(1)))
        .isEqualTo("1:0 2:1 3:1 5:2 4:0");
  }

  @Test
  void threadsComeInTheOrderOfTheirNewestMessage() {
    assertThat(threads(message(4, "<1>"), message(3), message(2), message(1)))
        .isEqualTo("1:0 4:1 3:0 2:0");
  }

  @Test
  void theFirstAnswerStandsForAMessageThatIsNotThere() {
    assertThat(threads(message(4, "<9>"), message(3, "<9>"), message(2, "<9>", "<8>")))
        .isEqualTo("2:0 3:1 4:1");
  }

  @Test
  void inReplyToIsEnoughWhereReferencesAreMissing() {
    Envelope answer =
        new Envelope(
            message(2).reference(),
            "<2>",
            null,
            FIRST.plusSeconds(120),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of(),
            1,
            List.of("<1>"),
            List.of(),
            null,
            null,
            null,
            null);

    assertThat(threads(answer, message(1))).isEqualTo("1:0 2:1");
  }

  @Test
  void circlesAndDoublesLoseNothing() {
    assertThat(threads(message(2, "<1>"), message(1, "<2>"))).contains("1:", "2:");
    assertThat(threads(message(1, "<1>"))).isEqualTo("1:0");
    Envelope twin = message(1);
    assertThat(Threads.of(List.of(twin, twin))).hasSize(2);
  }

  @Test
  void aThreadMayBeVeryDeep() {
    List<Envelope> messages = new ArrayList<>();
    for (int id = 1; id <= 5000; id++) {
      messages.add(id == 1 ? message(1) : message(id, "<" + (id - 1) + ">"));
    }
    Collections.reverse(messages);

    List<Envelope> threads = Threads.of(messages);

    assertThat(threads).hasSize(5000);
    assertThat(threads.get(4999).depth()).isEqualTo(4999);
  }

  @Property(tries = 300)
  void everyMessageComesOnceWhateverItRefersTo(@ForAll long seed) {
    Random random = new Random(seed);
    List<Envelope> messages = new ArrayList<>();
    for (int id = 1; id <= 12; id++) {
      String[] references = new String[random.nextInt(4)];
      for (int i = 0; i < references.length; i++) {
        references[i] = "<" + (1 + random.nextInt(14)) + ">";
      }
      messages.add(message(id, references));
    }

    assertThat(Threads.of(messages))
        .extracting(each -> each.reference().uid())
        .containsExactlyInAnyOrderElementsOf(
            messages.stream().map(each -> each.reference().uid()).toList());
  }
}

package icloudmail.model;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.Nouns;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AncestorsTest {
  private static Envelope original(
      @Nullable String messageId, List<String> inReplyTo, List<String> references) {
    Envelope base = Nouns.envelope(7, "x");
    return new Envelope(
        base.reference(),
        messageId,
        base.date(),
        base.received(),
        base.from(),
        base.to(),
        base.cc(),
        base.replyTo(),
        base.subject(),
        base.flags(),
        base.size(),
        inReplyTo,
        references,
        null,
        null,
        null,
        null);
  }

  @Test
  void theOriginalStandsBehindItsOwnReferences() {
    Envelope original = original("<c@x>", List.of("<b@x>"), List.of("<a@x>", "<b@x>"));

    assertThat(Ancestors.of(original)).containsExactly("<a@x>", "<b@x>", "<c@x>");
    assertThat(Ancestors.parent(original)).isEqualTo("<c@x>");
  }

  @Test
  void withoutReferencesTheOneMessageThatItAnswersStandsForThem() {
    assertThat(Ancestors.of(original("<c@x>", List.of("<b@x>"), List.of())))
        .containsExactly("<b@x>", "<c@x>");
    assertThat(Ancestors.of(original("<c@x>", List.of("<a@x>", "<b@x>"), List.of())))
        .containsExactly("<c@x>");
  }

  @Test
  void aMessageWithoutAnIdHandsOnTheThread() {
    Envelope original = original(null, List.of(), List.of("<a@x>"));

    assertThat(Ancestors.of(original)).containsExactly("<a@x>");
    assertThat(Ancestors.parent(original)).isNull();
  }

  @Test
  void aLongThreadKeepsItsFirstMessageAndTheLastOnes() {
    List<String> many = IntStream.range(0, 500).mapToObj(i -> "<" + i + "@x>").toList();
    List<String> kept = Ancestors.of(original("<last@x>", List.of(), many));

    assertThat(kept)
        .hasSize(20)
        .startsWith("<0@x>", "<482@x>")
        .endsWith("<498@x>", "<499@x>", "<last@x>");
  }

  @Test
  void whomItAnswersIsLastAndNobodyIsNamedTwice() {
    assertThat(Ancestors.of(original("<c@x>", List.of(), List.of("<c@x>", "<a@x>", "<a@x>"))))
        .containsExactly("<a@x>", "<c@x>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<no-at>", "<@x>", "<a@>", "<a b@x>", "<a@x\u0000>", "<ä@x>", "a@x", "<a@x\n>"})
  void malformedIdsAreDropped(String id) {
    assertThat(Ancestors.of(original(id, List.of(), List.of(id, "<a@x>"))))
        .containsExactly("<a@x>");
    assertThat(Ancestors.parent(original(id, List.of(), List.of()))).isNull();
  }

  @Test
  void anIdOfNoSaneLengthIsDropped() {
    assertThat(Ancestors.of(original("<" + "a".repeat(10_000) + "@x>", List.of(), List.of())))
        .isEmpty();
  }
}

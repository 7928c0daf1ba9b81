package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Markdown that nobody writes by hand is sent or refused, and ends nothing. */
class MarkdownTextTest {
  private static String lists() {
    StringBuilder source = new StringBuilder();
    IntStream.range(0, 600).forEach(i -> source.append("  ".repeat(i)).append("* a\n"));
    return source.toString();
  }

  static String[] deepBlocks() {
    return new String[] {
      "> ".repeat(3000) + "leaf", "- ".repeat(3000) + "leaf", "1. ".repeat(3000) + "leaf", lists()
    };
  }

  @ParameterizedTest
  @MethodSource("deepBlocks")
  void blocksWithinBlocksAreReadAsFarAsItGoes(String source) throws MailException {
    assertThat(MarkdownText.html(source)).containsAnyOf("leaf", "a");
  }

  @Test
  void whatAWriterNestsStaysNested() throws MailException {
    assertThat(MarkdownText.html("> ".repeat(50) + "leaf"))
        .startsWith("<blockquote>\n".repeat(50) + "<p>leaf</p>");
  }

  private static void isRefused(String source, String why) {
    assertThatThrownBy(() -> MarkdownText.html(source))
        .isInstanceOfSatisfying(
            MailException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.REFUSED);
              assertThat(e.hint()).contains("without --markdown");
            })
        .hasMessageContaining(why);
  }

  @Test
  void emphasisWithinEmphasisIsRefusedWhereItIsTooDeep() {
    isRefused("**a *b ".repeat(8_000) + " c* d**".repeat(8_000), "nested too deeply");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*a **b ", "[", "a\n", "`a", "|", "<", "\\a", "&amp;"})
  void moreMarksThanMemoryHoldsAreRefused(String piece) {
    isRefused(piece.repeat(100_000), "too many marks");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<", "<a ", "<!", "!["})
  void whatTakesLongerTheMoreOfItThereIsHasALowerLimit(String piece) {
    isRefused(piece.repeat(10_001), "too many marks");
  }

  @Test
  void moreTextThanMemoryHoldsIsRefused() {
    isRefused("some words ".repeat(200_000), "too long");
  }

  @Test
  void aBookIsNot() throws MailException {
    assertThat(MarkdownText.html("So it is *said*, and they went on and on.\n\n".repeat(12_000)))
        .endsWith("<em>said</em>, and they went on and on.</p>\n");
  }
}

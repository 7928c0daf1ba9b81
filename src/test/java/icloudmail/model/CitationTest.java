package icloudmail.model;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.Nouns;
import java.util.List;
import org.junit.jupiter.api.Test;

class CitationTest {
  private static final Envelope ORIGINAL = Nouns.envelope(7, "Grüße\u0007");

  @Test
  void aQuotationSaysWhoseWordsTheyAreAndMarksEachLine() {
    Citation quote = Citation.quote(ORIGINAL, "Hallo,\r\n\r\n> früher\r>> noch früher\n  x\n\n\n");

    assertThat(quote.heading())
        .containsExactly("On 23 Nov 2026, at 09:00, Jörg <joerg@example.com> wrote:");
    assertThat(quote.lines()).isEqualTo("> Hallo,\n>\n>> früher\n>>> noch früher\n>   x\n");
  }

  @Test
  void whatTheOriginalDoesNotTellIsNotMadeUp() {
    Envelope nobody =
        new Envelope(
            ORIGINAL.reference(),
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of(),
            0,
            List.of(),
            List.of(),
            null,
            null,
            null,
            null);

    assertThat(Citation.quote(nobody, "x").heading()).containsExactly("somebody wrote:");
    assertThat(Citation.quote(nobody, "").lines()).isEmpty();
    assertThat(Citation.forward(nobody, "x").heading()).isEmpty();
  }

  @Test
  void aForwardTellsTheHeaderThatPeopleRead() {
    Citation forward = Citation.forward(ORIGINAL, "> x\u001B[2J\n");

    assertThat(forward.heading())
        .containsExactly(
            "From: Jörg <joerg@example.com>",
            "Subject: Grüße",
            "Date: 23 Nov 2026 at 09:00:05 +0100",
            "To: jo@icloud.com");
    assertThat(forward.lines()).isEqualTo("> x[2J\n");
  }

  @Test
  void aNameIsOneLine() {
    Envelope evil =
        ORIGINAL.withAddresses(
            List.of(new Address("a\r\n\r\nb\u202E\uD800", "a@x")), List.of(), List.of(), List.of());

    assertThat(Citation.quote(evil, "x").heading())
        .containsExactly("On 23 Nov 2026, at 09:00, a b \uFFFD <a@x> wrote:");
  }
}

package icloudmail.render;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.Address;
import icloudmail.model.Envelope;
import icloudmail.model.Listing;
import icloudmail.model.Reference;
import icloudmail.model.Scope;
import icloudmail.testkit.Nouns;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTableTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneId.of("Europe/Berlin"));

  private static Envelope envelope(long uid, String received, String subject, String... flags) {
    return new Envelope(
        new Reference("INBOX", 1, uid),
        null,
        null,
        received == null ? null : Instant.parse(received),
        List.of(new Address("山田 太郎", "taro@example.net")),
        List.of(),
        List.of(),
        List.of(),
        subject,
        List.of(flags),
        1500,
        List.of(),
        List.of(),
        null,
        null,
        null,
        null);
  }

  private static String table(int width, boolean color, Envelope... envelopes) {
    Terminal terminal = new Terminal(true, true, true, width, color);
    return new EnvelopeTable(terminal, CLOCK)
        .of(new Listing(Scope.of("INBOX"), List.of(envelopes)));
  }

  @Test
  void columnsStandBelowEachOtherWhateverTheScript() {
    String table =
        table(
            80,
            false,
            envelope(2271, "2026-11-23T11:30:00Z", "会議の件"),
            envelope(9, "2026-11-01T11:30:00Z", "e\u0301tude 🎉", "\\Seen", "\\Answered"),
            envelope(8, "2024-11-01T11:30:00Z", null, "\\Seen", "\\Flagged"),
            envelope(7, null, "x\u001B[2J", "\\Seen"));

    assertThat(table.lines().map(DisplayText::width)).hasSize(5).containsOnly(80);
    assertThat(table.lines().toList())
        .satisfiesExactly(
            header -> assertThat(header).startsWith(" UID       DATE        FROM"),
            row -> assertThat(row).startsWith("2271  N    12:30       山田 太郎 "),
            row -> assertThat(row).startsWith("   9    r  1 Nov ").contains("e\u0301tude 🎉"),
            row -> assertThat(row).startsWith("   8   !   2024-11-01").contains("(no subject)"),
            row -> assertThat(row).contains("x␛[2J").doesNotContain("\u001B"));
  }

  @Test
  void colourMarksTheUnreadAndEndsWithItsRow() {
    String table = table(80, true, envelope(1, null, "new"), envelope(2, null, "old", "\\Seen"));

    List<String> rows = table.lines().toList();
    assertThat(rows.get(1)).startsWith("\u001B[1m").endsWith("\u001B[0m");
    assertThat(rows.get(2)).doesNotContain("\u001B");
  }

  @Test
  void aNarrowTerminalKeepsAReadableSubject() {
    assertThat(table(20, false, envelope(1, null, "a subject that is long")))
        .contains("a subject…");
  }

  @Test
  void sizesAreReadable() {
    assertThat(Sizes.human(0)).isEqualTo("0 B");
    assertThat(Sizes.human(999)).isEqualTo("999 B");
    assertThat(Sizes.human(1500)).isEqualTo("1.5 kB");
    assertThat(Sizes.human(999_999)).isEqualTo("1.0 MB");
    assertThat(Sizes.human(20_700_000)).isEqualTo("21 MB");
  }

  @Test
  void datesAreOfTheUsersZone() {
    String table =
        table(
            80,
            false,
            envelope(1, "2026-11-22T23:00:00Z", "today"),
            envelope(2, "2026-11-22T22:59:59Z", "yesterday"),
            envelope(3, "2025-12-31T23:00:00Z", "this year"),
            envelope(4, "2025-12-31T22:59:59Z", "last year"));

    assertThat(table.lines().skip(1).map(row -> row.substring(10, 20)))
        .containsExactly("00:00     ", "22 Nov    ", "1 Jan     ", "2025-12-31");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 30, 36, 40, 50, 59, 60, 71, 72, 80, 200})
  void noRowIsWiderThanTheTerminal(int width) {
    String table =
        table(width, false, Nouns.envelope(2271, "会議 👩\u200D👩\u200D👧 שלום " + "s".repeat(80)));

    assertThat(table.lines()).allMatch(row -> DisplayText.width(row) == width);
  }
}

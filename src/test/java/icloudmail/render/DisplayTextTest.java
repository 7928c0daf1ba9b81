package icloudmail.render;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DisplayTextTest {
  @Test
  void harmlessTextStaysTheSame() {
    String text = "Grüße, 会議, 🎉, שלום";
    assertThat(DisplayText.line(text)).isSameAs(text);
  }

  @Test
  void whatATerminalObeysBecomesVisible() {
    assertThat(DisplayText.line("a\u001B[2Jb")).isEqualTo("a␛[2Jb");
    assertThat(DisplayText.line("\u0007\u0000")).isEqualTo("␇␀");
    assertThat(DisplayText.line("\u007F\u009B")).isEqualTo("<U+007F><U+009B>");
    assertThat(DisplayText.line("\u202Etxt.exe\u2066")).isEqualTo("<U+202E>txt.exe<U+2066>");
  }

  @Test
  void lineEndsStayWhereThereAreLines() {
    assertThat(DisplayText.line("a\tb\r\nc")).isEqualTo("a b  c");
    assertThat(DisplayText.lines("a\tb\nc")).isEqualTo("a\tb\nc");
    assertThat(DisplayText.lines("a\rb")).isEqualTo("a b");
  }

  @Test
  void columnsAreThoseOfATerminal() {
    assertThat(DisplayText.width("abc")).isEqualTo(3);
    assertThat(DisplayText.width("会議")).isEqualTo(4);
    assertThat(DisplayText.width("e\u0301")).isEqualTo(1);
    assertThat(DisplayText.width("🎉")).isEqualTo(2);
    assertThat(DisplayText.width("שלום")).isEqualTo(4);
    assertThat(DisplayText.width("سَلام")).isEqualTo(4);
    assertThat(DisplayText.width("a\u200Bb\uFEFF")).isEqualTo(2);
  }

  @Test
  void anEmojiIsOneLetterOfHoweverManyCharacters() {
    assertThat(DisplayText.width("👩\u200D👩\u200D👧")).isEqualTo(2);
    assertThat(DisplayText.width("👍🏽")).isEqualTo(2);
    assertThat(DisplayText.width("🇩🇪🇫🇷")).isEqualTo(4);
    assertThat(DisplayText.width("❤\uFE0F")).isEqualTo(2);
    assertThat(DisplayText.fit("👩\u200D👩\u200D👧👍🏽x", 4)).isEqualTo("👩\u200D👩\u200D👧… ");
  }

  @Test
  void textIsCutOrFilledToAWidth() {
    assertThat(DisplayText.fit("abc", 5)).isEqualTo("abc  ");
    assertThat(DisplayText.fit("abcdef", 5)).isEqualTo("abcd…");
    assertThat(DisplayText.fit("会議会議", 5)).isEqualTo("会議…");
    assertThat(DisplayText.fit("会議会議", 6)).isEqualTo("会議… ");
  }

  @Property
  void nothingDangerousIsEverLeft(@ForAll String text) {
    assertThat(DisplayText.line(text).chars())
        .noneMatch(c -> DisplayText.dangerous((char) c.intValue()));
  }

  @Property
  void everyTextFitsExactly(@ForAll String text) {
    String line = DisplayText.line(text);
    assertThat(DisplayText.width(DisplayText.fit(line, 20))).isEqualTo(20);
  }
}

package icloudmail.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import icloudmail.model.MailException;
import icloudmail.testkit.Nouns;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartChoiceTest {
  @ParameterizedTest
  @CsvSource({
    "2, two.pdf, true",
    "02, two.pdf, true",
    "3, two.pdf, false",
    "22, two.pdf, false",
    "99999999999999999999, two.pdf, false",
    "*.pdf, Report.PDF, true",
    "*.PDF, übersicht.pdf, true",
    "ÜBER*, übersicht.pdf, true",
    "Mü*, Mu\u0308ller.pdf, true",
    "report, report.pdf, false",
    "report.pdf, report.pdf, true",
    "report.pdf, reportXpdf, false",
    "repor?.pdf, report.pdf, true",
    "[a-m]*, b.txt, true",
    "[!a-m]*, b.txt, false",
    "[^a]*, b.txt, false",
    "'[1].txt', 1.txt, true",
    "'a[.txt', 'a[.txt', true",
    "a\\d.txt, a\\d.txt, true",
    "*, '', true",
    "*, a/b, true",
    "a*b*c, a1b2b3c, true",
    "a*b*c, a1b2b3, false",
    "*.tar*, x.tar.gz, true",
    "?, 😀, true",
    "??, 😀, false",
    "*[0-9].*, scan 7.jpg, true",
    "**x**, x, true",
    "a?c*, ac, false",
    "[é-ü]x, ÉX, true",
  })
  void aWordIsANumberOrAGlobOnTheName(String word, String name, boolean meant)
      throws MailException {
    assertThat(PartChoice.of(List.of(word)).means(Nouns.part(2, name, "x"))).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource({
    "*report*2026*.pdf, .pdf",
    "*a*a*a*a*a*a*a*a*b, b",
    "*[a-z]*[a-z]*[a-z]*?*!, !",
  })
  void aStrangersLongNameIsSoonRead(String word, String end) throws MailException {
    PartChoice choice = PartChoice.of(List.of(word));
    String name = "report2026a".repeat(100_000);

    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(choice.means(Nouns.part(1, name, "x"))).isFalse());
    assertThat(choice.means(Nouns.part(1, name + end, "x"))).isTrue();
  }

  @Test
  void aSetThatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> PartChoice.of(List.of("[z-a]*")))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(MailException.Kind.USAGE))
        .hasMessageStartingWith("--part cannot read '[z-a]*': ");
  }

  @Test
  void aPartWithoutANameIsMeantByItsNumberOrByAny() throws MailException {
    assertThat(PartChoice.of(List.of("*")).means(Nouns.part(1, null, "x"))).isTrue();
    assertThat(PartChoice.of(List.of("*.pdf")).means(Nouns.part(1, null, "x"))).isFalse();
    assertThat(PartChoice.of(List.of("1")).means(Nouns.part(1, null, "x"))).isTrue();
  }

  @Test
  void severalWordsAddUpAndNoneMeansAll() throws MailException {
    PartChoice several = PartChoice.of(List.of("1", "*.pdf"));

    assertThat(several.means(Nouns.part(1, "a.txt", "x"))).isTrue();
    assertThat(several.means(Nouns.part(2, "a.pdf", "x"))).isTrue();
    assertThat(several.means(Nouns.part(2, "a.txt", "x"))).isFalse();
    assertThat(PartChoice.of(List.of()).means(Nouns.part(7, null, "x"))).isTrue();
  }

  @Test
  void thereIsNoPartZero() {
    assertThatThrownBy(() -> PartChoice.of(List.of("0")))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(MailException.Kind.USAGE))
        .hasMessage("--part counts from 1, so there is no part 0");
  }

  @Property(tries = 300)
  void whateverIsTypedIsReadOrRefused(@ForAll String word, @ForAll String name) {
    try {
      PartChoice.of(List.of(word)).means(Nouns.part(1, name, "x"));
    } catch (MailException e) {
      assertThat(e.kind()).isEqualTo(MailException.Kind.USAGE);
    }
  }
}

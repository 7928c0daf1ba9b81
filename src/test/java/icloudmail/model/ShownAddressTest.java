package icloudmail.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "apple.com",
        "Apple.COM",
        "xn--80ak6aa92e.com",
        "xn--pple-43d.com",
        "b\u00FCcher.example",
        "stra\u00DFe.de",
        "t\u1EA1p-ch\u00ED.vn",
        "\u0440\u043E\u0441\u0441\u0438\u044F.\u0440\u0444",
        "\u044F\u043D\u0434\u0435\u043A\u0441.com",
        "\u03B5\u03BB\u03BB\u03AC\u03B4\u03B1.gr",
        "\u65E5\u672C\u8A9E.jp",
        "sony\u30B9\u30C8\u30A2\u6771\u4EAC.jp",
        "\u30C7\u30FC\u30BF.jp",
        "\uD55C\uAD6D\u65E5.kr",
        "abc\u3105\u4E2D.tw",
        "\u0645\u062B\u0627\u0644.\u0645\u0635\u0631",
        "\u05E9\u05DC\u05D5\u05DD.co.il",
        "\u0939\u093F\u0928\u094D\u0926\u0940.in",
        "\u0E44\u0E17\u0E22.th",
        "[127.0.0.1]",
        "a_b-c.d",
        "",
        "..",
      })
  void aDomainOfOneScriptStaysAsItIs(String domain) {
    assertThat(ShownAddress.email("a@" + domain)).isEqualTo("a@" + domain);
  }

  @ParameterizedTest
  @CsvSource({
    // Cyrillic among Latin letters
    "\u0430pple.com, xn--pple-43d.com",
    "www.p\u0430ypal.com, www.xn--pypal-4ve.com",
    "APPL\u0415.com, xn--appl-y4d.com",
    // one label of several
    "apple.com.\u0430bc.example, apple.com.xn--bc-6kc.example",
    // all in Cyrillic or Greek, and to be read as Latin
    "\u0430\u0440\u0440\u04CF\u0435.com, xn--80ak6aa92e.com",
    "\u03BF\u03BD\u03BF.com, xn--yxadb.com",
    // Greek and Latin; Armenian and Latin; Hebrew and Arabic; Cherokee and Latin
    "g\u03BFogle.com, xn--gogle-rce.com",
    "\u0585range.com, xn--range-kkg.com",
    "\u05D0\u0627.com, xn--4db8o.com",
    // what a network or a program would drop or make another letter of
    "app\u200Dle.com, app<U+200D>le.com",
    "app\u200Ble.com, app<U+200B>le.com",
    "app\u00ADle.com, app<U+00AD>le.com",
    "apple\u202E.com, apple<U+202E>.com",
    "\uFF41pple.com, <U+FF41>pple.com",
    "\uD835\uDC1Apple.com, <U+1D41A>pple.com",
    "apple\u3002com, apple<U+3002>com",
    "apple.com\u2044x.example, apple.xn--comx-2g7a.example",
    "apple.com\u2215x.example, apple.xn--comx-id9a.example",
    "app\u3164le.com, app<U+3164>le.com",
    "\uD800pple.com, <U+D800>pple.com",
  })
  void aDomainThatLooksLikeAnotherIsShownInAscii(String domain, String shown) {
    assertThat(ShownAddress.email("a@" + domain)).isEqualTo("a@" + shown);
  }

  @ParameterizedTest
  @CsvSource({
    "j\u00FCrgen@example.com, j\u00FCrgen@example.com",
    "\u0438\u0432\u0430\u043D@example.com, \u0438\u0432\u0430\u043D@example.com",
    "\u0430dmin@apple.com, <U+0430>dmin@apple.com",
    "ad\u200Dmin@apple.com, ad<U+200D>min@apple.com",
    "\u0430dmin, <U+0430>dmin",
  })
  void aLocalPartHasNoAsciiFormAndIsShownByNumberWhereScriptsMix(String email, String shown) {
    assertThat(ShownAddress.email(email)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "service@apple.com         | x@evil.example | \"service@apple.com\" <x@evil.example>",
        "Apple <service@apple.com> | x@evil.example | \"Apple <service@apple.com>\" <x@evil.example>",
        "service\uFF20apple.com    | x@evil.example | \"service\uFF20apple.com\" <x@evil.example>",
        "service @apple.com        | x@evil.example | \"service @apple.com\" <x@evil.example>",
        "A <a@b.example>, B        | x@evil.example | \"A <a@b.example>, B\" <x@evil.example>",
        "\" <a@b.example>, \"B     | x@evil.example | \"' <a@b.example>, 'B\" <x@evil.example>",
        "\"A\", b@c.example, \"D\" | x@evil.example | \"'A', b@c.example, 'D'\" <x@evil.example>",
      })
  void aNameNeverPassesForTheAddress(String name, String email, String full) {
    Address address = new Address(name, email);

    assertThat(ShownAddress.brief(address)).isEqualTo(email);
    assertThat(ShownAddress.full(address)).isEqualTo(full);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Jo (@jo)", "Jo @ Work", "Doe, Jo", "J\u00F6rg \"Jo\" Doe", "\u0430pple"})
  void anyOtherNameIsShownAsItIs(String name) {
    Address address = new Address(name, "jo@example.com");

    assertThat(ShownAddress.brief(address)).isEqualTo(name);
    assertThat(ShownAddress.full(address)).isEqualTo(name + " <jo@example.com>");
  }

  @Example
  void aNameThatIsTheAddressHidesNothing() {
    assertThat(ShownAddress.full(new Address("A@b.example", "a@b.example")))
        .isEqualTo("A@b.example <a@b.example>");
    assertThat(ShownAddress.brief(new Address("a@\u0430pple.com", "a@\u0430pple.com")))
        .isEqualTo("a@xn--pple-43d.com");
    assertThat(ShownAddress.full(new Address(" ", "a@b.example"))).isEqualTo("a@b.example");
    assertThat(ShownAddress.brief(new Address(null, "a@b.example"))).isEqualTo("a@b.example");
  }

  @Example
  void severalArePartedByCommas() {
    assertThat(
            ShownAddress.full(List.of(new Address("A", "a@x.example"), new Address(null, "b@y.z"))))
        .isEqualTo("A <a@x.example>, b@y.z");
  }

  @Example
  void whatIsNoDomainByItsLengthIsCut() {
    assertThat(ShownAddress.email("a@" + "\u0430b".repeat(1_000_000))).hasSizeLessThan(2500);
    assertThat(ShownAddress.email("\u0430b".repeat(1_000_000) + "@x.example"))
        .hasSizeLessThan(2500)
        .endsWith("x.example");
  }

  @Property
  void anyAddressIsShown(@ForAll String local, @ForAll String domain) {
    String shown = ShownAddress.email(local + "@" + domain);

    assertThat(shown).contains("@");
    assertThat(shown.codePoints())
        .noneMatch(c -> Character.getType(c) == Character.FORMAT && c >= 0x80)
        .noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }
}

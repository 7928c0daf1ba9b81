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
        "\u043F\u0440\u0438\u043C\u0435\u0440.\u0440\u0444",
        // sugar, repair and windows, of letters alone that look Latin
        "\u0441\u0430\u0445\u0430\u0440.\u0440\u0444",
        "\u0440\u0435\u043C\u043E\u043D\u0442.\u0440\u0443\u0441",
        "\u043E\u043A\u043D\u0430.\u0443\u043A\u0440",
        "\u03BD\u03B1\u03BF\u03C2.\u03B5\u03BB",
        "\u4F8B\u3048.jp",
        "\u4F8B\u5B50.\u4E2D\u56FD",
        "\u30CE\u30FC\u30C8.jp",
        "\u65E5\u672C\u306E\u30B9\u30FC\u30D1\u30FC.com",
        "sony\u30AD\u30E3\u30CE\u30F3.jp",
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
    // the same below a top-level domain of the same letters, or one that reads as a Latin one
    "\u0430\u0440\u0440\u04CF\u0435.\u0440\u0444, xn--80ak6aa92e.\u0440\u0444",
    "\u0430\u0440\u0440\u04CF\u0435.\u0441\u043E\u043C, xn--80ak6aa92e.xn--l1adi",
    "\u0441\u0430\u0445\u0430\u0440.\u0441\u043E, xn--80aa2cbv.xn--n1af",
    // Latin letters by their script, and by nobody's language: small capitals, clicks
    "g\u1D0Fogle.com, xn--gogle-m29a.com",
    "apple\u01C0x.com, xn--applex-f3b.com",
    "u\uA731ps.com, xn--ups-7l3l.com",
    "\uAB5Bapple.com, xn--apple-ei8s.com",
    // strokes behind a Latin letter, or alone
    "apple.com\u30CElogin.jp, apple.xn--comlogin-634g.jp",
    "apple.com\u3033login.jp, apple.xn--comlogin-cz3g.jp",
    "apple.com\u4E3Flogin.jp, apple.xn--comlogin-9h0m.jp",
    "apple\u4E36com.jp, xn--applecom-0f0m.jp",
    "apple\u30FCid.jp, xn--appleid-gc5f.jp",
    "PC\u30CE\u30FC\u30C8.jp, xn--pc-rj4axa4u.jp",
    "apple\u4E28id.jp, xn--appleid-f33k.jp",
    "apple\u3127id.tw, xn--appleid-9l5f.tw",
    "apple\u1173id.kr, xn--appleid-6l2a.kr",
    "apple.\u30CE.jp, apple.xn--ldk.jp",
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
    // all in Cyrillic, and to be read as Latin
    "\u0440\u0430\u0443@apple.com, <U+0440><U+0430><U+0443>@apple.com",
    "\u04BB\u0435\u04CF\u0440@apple.com, <U+04BB><U+0435><U+04CF><U+0440>@apple.com",
    "\u043D\u043E\u0455\u0442@apple.com, <U+043D><U+043E><U+0455><U+0442>@apple.com",
    "\u043D\u043E\u0455\u0442, <U+043D><U+043E><U+0455><U+0442>",
    "ro\u1D0Ft@apple.com, ro<U+1D0F>t@apple.com",
    // Anna, sugar among its own, a shop, a name in Greek, one in Chinese, one in Arabic
    "\u0430\u043D\u043D\u0430@example.com, \u0430\u043D\u043D\u0430@example.com",
    "\u0441\u0430\u0445\u0430\u0440@\u043F\u043E\u0447\u0442\u0430.\u0440\u0444,"
        + "\u0441\u0430\u0445\u0430\u0440@\u043F\u043E\u0447\u0442\u0430.\u0440\u0444",
    "\u30CE\u30FC\u30C8@example.jp, \u30CE\u30FC\u30C8@example.jp",
    "\u03B1\u03BD\u03BD\u03B1@example.gr, \u03B1\u03BD\u03BD\u03B1@example.gr",
    "\u674E\u660E@example.cn, \u674E\u660E@example.cn",
    "\u0639\u0644\u064A@example.com, \u0639\u0644\u064A@example.com",
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
        "service(at)apple.com      | x@evil.example | \"service(at)apple.com\" <x@evil.example>",
        "service [AT] apple.com    | x@evil.example | \"service [AT] apple.com\" <x@evil.example>",
        "service\u24D0apple.com    | x@evil.example | \"service\u24D0apple.com\" <x@evil.example>",
        "service\u24B6apple.com    | x@evil.example | \"service\u24B6apple.com\" <x@evil.example>",
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
  @ValueSource(
      strings = {
        "Jo (@jo)",
        "Jo @ Work",
        "Doe, Jo",
        "J\u00F6rg \"Jo\" Doe",
        "\u0430pple",
        "Jo (at) Work",
        "Jo (at home, St. Ives)",
        "Jo [at] St. Ives",
        "Doe, Dr. J. (AT)",
        "\u24D0rt.ists",
        "\u5C71\u7530\u3000\u592A\u90CE",
      })
  void anyOtherNameIsShownAsItIs(String name) {
    Address address = new Address(name, "jo@example.com");

    assertThat(ShownAddress.brief(address)).isEqualTo(name);
    assertThat(ShownAddress.full(address)).isEqualTo(name + " <jo@example.com>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Apple%s",
        "%sApple",
        "%sApple%s",
        "\u2800\u200BApple\u3164",
        "\uFEFFApple\t\r\n",
      })
  void blanksThatPushTheAddressAwayAreNone(String padded) {
    String name = padded.replace("%s", "\u00A0 \u3000".repeat(50));
    Address address = new Address(name, "jo@example.com");

    assertThat(ShownAddress.brief(address)).isEqualTo("Apple");
    assertThat(ShownAddress.full(address)).isEqualTo("Apple <jo@example.com>");
  }

  @Example
  void aGapWithinANameIsOneBlank() {
    Address address = new Address("Apple" + " \u2003".repeat(99) + "ID", "jo@example.com");

    assertThat(ShownAddress.brief(address)).isEqualTo("Apple ID");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00A0", "\u2800\u2800", "\u3164", "\u200B \uFEFF", "\t"})
  void aNameThatNobodySeesIsNone(String name) {
    Address address = new Address(name, "jo@example.com");

    assertThat(ShownAddress.brief(address)).isEqualTo("jo@example.com");
    assertThat(ShownAddress.full(address)).isEqualTo("jo@example.com");
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

package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedAddressesTest {
  private static List<InternetAddress> parse(String... typed) throws MailException {
    return TypedAddresses.parse(List.of(typed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jo@icloud.com                 |          | jo@icloud.com",
        "Jo Doe <jo@icloud.com>        | Jo Doe   | jo@icloud.com",
        "\"Doe, Jo\" <jo@icloud.com>   | Doe, Jo  | jo@icloud.com",
        "Jörg 会 <jo@icloud.com>       | Jörg 会  | jo@icloud.com",
        "jo+tag@icloud.com             |          | jo+tag@icloud.com",
        "\"a b\"@example.com           |          | \"a b\"@example.com",
        "a@bücher.example              |          | a@xn--bcher-kva.example",
        "  jo@icloud.com               |          | jo@icloud.com",
      })
  void anAddressIsANameAndAnAddrSpec(String typed, String name, String email) throws MailException {
    List<InternetAddress> addresses = parse(typed);

    assertThat(addresses).hasSize(1);
    assertThat(addresses.get(0).getPersonal()).isEqualTo(name);
    assertThat(addresses.get(0).getAddress()).isEqualTo(email);
  }

  @Test
  void whatIsLongerThanAnyServerTakesIsRefused() throws MailException {
    String local = "é".repeat(32);
    String domain = ("a".repeat(60) + ".").repeat(4) + "example.net";

    assertThat(parse(local + "@" + domain)).hasSize(1);
    for (String typed : List.of(local + "x@x.de", "a@a." + domain)) {
      assertThatThrownBy(() -> parse(typed))
          .isInstanceOf(MailException.class)
          .hasMessageEndingWith("it is longer than any mail server takes");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<a\\\"@x.de>", "<a\u3000b@x.de>", "<a\u2028@x.de>", "<\uD83C@x.de>"})
  void whatStandsUnquotedBeforeTheAtIsRefused(String typed) {
    assertThatThrownBy(() -> parse(typed))
        .isInstanceOf(MailException.class)
        .hasMessage("'" + typed + "' is not an address: what stands before the @ needs quotes");
  }

  /** NFKC makes {@code >}, {@code @} and a blank of them (RFC 3491). */
  @ParameterizedTest
  @ValueSource(strings = {"a@x\uFF1Ex.de", "a@x\uFF20x.de", "a@x\u3000x.de"})
  void noDomainTurnsIntoAnother(String typed) {
    assertThatThrownBy(() -> parse(typed)).isInstanceOf(MailException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x@[1.0c\".>]", "x@[a>]", "x@[1.2.3.4] <", "x@[a\\]b]"})
  void noDomainEndsTheCommandThatItStandsIn(String typed) {
    assertThatThrownBy(() -> TypedAddresses.parse(List.of(typed)))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED));
  }

  @Test
  void anAddressLiteralIsADomain() throws MailException {
    assertThat(TypedAddresses.parse(List.of("x@[192.0.2.1]", "x@[IPv6:2001:db8::1]")))
        .extracting(InternetAddress::getAddress)
        .containsExactly("x@[192.0.2.1]", "x@[IPv6:2001:db8::1]");
  }

  @Test
  void listsKeepTheirOrder() throws MailException {
    assertThat(parse("a@x.de, B <b@x.de>", "c@x.de"))
        .extracting(InternetAddress::getAddress)
        .containsExactly("a@x.de", "b@x.de", "c@x.de");
    assertThat(parse()).isEmpty();
  }

  @Test
  void aForeignNameTravelsEncoded() throws MailException {
    assertThat(parse("Jörg <j@x.de>").get(0)).hasToString("=?UTF-8?Q?J=C3=B6rg?= <j@x.de>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "root                 | it has no domain",
        "jo, a@x.de           | it has no domain",
        "Doe, Jo <jo@x.de>    | it has no domain",
        "team: a@x.de, b@x.de; | it is a group",
        "Jo <a@x.de> b        | something stands behind it",
        "a@straße.de          | its domain means another one to older software: write its xn-- form",
        "a@x.de;b@x.de        | Illegal semicolon, not in group",
        "<a@x.de              | Missing '>'",
        "a@@x.de              | Domain contains illegal character",
        "a..b@x.de            | Local address contains dot-dot",
        "a@x..de              | Domain contains dot-dot",
        ",                    | it is empty",
        "``                   | it is empty",
        "<a@x.de> <b@x.de>    | Extra route-addr",
      })
  void whatIsNoWholeAddressIsRefused(String typed, String why) {
    assertThatThrownBy(() -> parse(typed))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(MailException.Kind.REFUSED))
        .hasMessage("'" + typed + "' is not an address: " + why);
  }

  @Test
  void noControlCharacterPasses() {
    for (String typed : List.of("a@x.de\r\nBcc: b@x.de", "a@x.de\u0000", "J\u001B <a@x.de>")) {
      assertThatThrownBy(() -> parse(typed))
          .isInstanceOf(MailException.class)
          .hasMessageEndingWith("it holds a control character");
    }
  }

  @Test
  void oneBadAddressRefusesAll() {
    assertThatThrownBy(() -> parse("a@x.de", "b"))
        .isInstanceOf(MailException.class)
        .hasMessage("'b' is not an address: it has no domain");
  }
}

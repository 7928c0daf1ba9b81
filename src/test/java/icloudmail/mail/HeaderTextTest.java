package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTextTest {
  @Test
  void addressesAreDecoded() {
    assertThat(HeaderText.addresses("=?UTF-8?Q?J=C3=B6rg?= <j@x.de>, \"Doe, Jo\" <d@x.de>, z@x.de"))
        .containsExactly(
            new Address("Jörg", "j@x.de"),
            new Address("Doe, Jo", "d@x.de"),
            new Address(null, "z@x.de"));
  }

  @Test
  void whatIsNoAddressIsStillShown() {
    assertThat(HeaderText.addresses("<<<")).hasSize(1);
    assertThat(HeaderText.addresses(null)).isEmpty();
    assertThat(HeaderText.addresses("  ")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mon, 23 Nov 2026 09:00:00 +0100       | 2026-11-23T09:00+01:00",
        "23 Nov 2026 09:00:00 -0530            | 2026-11-23T09:00-05:30",
        "Tue, 30 Jan 2018 23:39:12 +0100 (CET) | 2018-01-30T23:39:12+01:00",
        "Mon, 23 Nov 2026 09:00:00 GMT         | 2026-11-23T09:00Z",
      })
  void datesKeepTheirOffset(String raw, String date) {
    assertThat(String.valueOf(HeaderText.date(raw))).isEqualTo(date);
  }

  @Test
  void whatIsNoDateIsNone() {
    assertThat(HeaderText.date("yesterday")).isNull();
    assertThat(HeaderText.date(null)).isNull();
  }

  @Test
  void messageIdsAreFoundAmongAnything() {
    assertThat(HeaderText.messageIds("<a@b> junk\r\n <c@d>,<e@f>"))
        .containsExactly("<a@b>", "<c@d>", "<e@f>");
    assertThat(HeaderText.messageIds("no brackets")).isEmpty();
  }

  @Test
  void anUnknownCharsetIsGuessed() {
    assertThat(HeaderText.decode("=?no-such?Q?x?=")).isEqualTo("x");
    assertThat(HeaderText.decode("=?no-such?Q?J=C3=B6rg?=")).isEqualTo("Jörg");
    assertThat(HeaderText.decode("=?no-such?Q?J=F6rg?=")).isEqualTo("Jörg");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "=?UTF-8?B?R3LDvMOfZQ==?=                 | Grüße",
        "=?ISO-8859-1?Q?Gr=FC=DFe_an?= alle       | Grüße an alle",
        "=?utf-8?q?a?= =?UTF-8?Q?b?=              | ab",
        "=?windows-1252?Q?5_=80?=                 | 5 €",
        "=?ISO-2022-JP?B?GyRCMnE1RBsoQg==?=       | 会議",
        "=?UTF-8?Q?no end                         | =?UTF-8?Q?no end",
        "50 =? 50                                 | 50 =? 50",
      })
  void encodedWordsAreDecoded(String raw, String text) {
    assertThat(HeaderText.decode(raw)).isEqualTo(text);
  }

  @Test
  void foldedLinesAreOne() {
    assertThat(HeaderText.decode("a\r\n b")).isEqualTo("a b");
    assertThat(HeaderText.decode("a\\\r\n b")).isEqualTo("a\\ b");
    assertThat(HeaderText.decode("=?UTF-8?Q?a?=\r\n =?UTF-8?Q?b?=")).isEqualTo("ab");
  }

  @Test
  void anEncodedNameInQuotesIsDecodedAsOthersDo() {
    assertThat(HeaderText.addresses("\"=?UTF-8?Q?J=C3=B6rg?=\" <j@x.de>"))
        .containsExactly(new Address("Jörg", "j@x.de"));
    assertThat(HeaderText.addresses("=?UTF-8?Q?M=C3=BCller=2C_J?= <a@b.de>"))
        .containsExactly(new Address("Müller, J", "a@b.de"));
  }
}

package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebAddressTest {
  @ParameterizedTest
  @CsvSource({
    "https://example.com/a?b#c, example.com",
    "HTTPS://Example.COM:8443, example.com",
    "http://user:pass@example.com/, example.com",
    "http://good.example@evil.example/, evil.example",
    "http:\\\\evil.example\\good.example, evil.example",
    "https:///evil.example/x, evil.example",
    "https:evil.example/x, evil.example",
    "//evil.example/x, evil.example",
    "http://example.com./, example.com",
    "http://b\u00FCcher.example/, xn--bcher-kva.example",
    "http://good.example#@evil.example/, good.example",
    "http://good.example?@evil.example/, good.example",
    "mailto:a@example.com, ",
    "/path, ",
    "page.html, ",
  })
  void theHostIsTheOneABrowserGoesTo(String target, String host) {
    assertThat(WebAddress.host(target)).isEqualTo(host);
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com/a, example.com",
    "Log in at https://example.com now, example.com",
    "www.example.com, www.example.com",
    "Visit www.example.com!, www.example.com",
    "example.com, example.com",
    "example.com/path, example.com",
    "example.com:8080, example.com",
    "Booking.Example, booking.example",
    "ann@example.com, example.com",
    "Read more, ",
    "Dr. No, ",
    "report.pdf, ",
    "Node.js, ",
    "1.2.3, ",
    "12.50, ",
    "e.g., ",
    "end., ",
  })
  void theHostShownIsWhatAPersonTakesForOne(String text, String host) {
    assertThat(WebAddress.shownHost(text)).isEqualTo(host);
  }

  @ParameterizedTest
  @CsvSource({
    "example.com, example.com, true",
    "www.example.com, example.com, true",
    "click.example.com, example.com, true",
    "example.com, www.example.com, true",
    "notexample.com, example.com, false",
    "example.com.evil.example, example.com, false",
    "example.com, login.example.com, false",
  })
  void aHostBelowTheOneShownIsTheSame(String host, String shown, boolean within) {
    assertThat(WebAddress.isWithin(host, shown)).isEqualTo(within);
  }
}

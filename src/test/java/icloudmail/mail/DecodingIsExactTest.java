package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.Address;
import icloudmail.model.Body;
import icloudmail.model.Preference;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a right encoder wrote is read back exactly; whatever else stands there, nothing is thrown.
 */
class DecodingIsExactTest {
  private static final String LETTERS =
      "aZ09 äöüßéŞığşçñ€ĄęŁžščПриветїґєΚαλήשלוםمرحباสวัสดี会議漢字カナかな안녕똠你好镕會議😀";

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(LETTERS.codePoints().boxed().toList())
        .list()
        .ofMinSize(1)
        .ofMaxSize(60)
        .map(
            letters -> {
              StringBuilder text = new StringBuilder();
              letters.forEach(text::appendCodePoint);
              return text.toString().strip();
            });
  }

  @Provide
  Arbitrary<String> charsets() {
    return Arbitraries.of(
        "utf-8",
        "utf-16be",
        "utf-16le",
        "utf-16",
        "gb18030",
        "gbk",
        "big5-hkscs",
        "euc-kr",
        "shift_jis",
        "iso-2022-jp",
        "euc-jp",
        "windows-1250",
        "windows-1251",
        "windows-1252",
        "windows-1253",
        "windows-1254",
        "windows-1255",
        "windows-1256",
        "koi8-r",
        "koi8-u",
        "iso-8859-2",
        "iso-8859-7",
        "iso-8859-9",
        "iso-8859-15",
        "tis-620",
        "cp850",
        "us-ascii");
  }

  /** What of the text the charset has, encoded strictly. */
  private static String fitting(String text, Charset charset) {
    StringBuilder fitting = new StringBuilder();
    var encoder = charset.newEncoder().onUnmappableCharacter(CodingErrorAction.REPORT);
    text.codePoints()
        .filter(letter -> encoder.canEncode(Character.toString(letter)))
        .forEach(fitting::appendCodePoint);
    return fitting.toString().strip();
  }

  @Property(tries = 2000)
  void aTextIsReadBack(
      @ForAll("texts") String random, @ForAll("charsets") String name, @ForAll boolean base64)
      throws Exception {
    Charset charset = Charset.forName(name);
    String text = fitting(random, charset);
    String encoding = base64 ? "base64" : "quoted-printable";
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    octets.writeBytes(
        ("Content-Type: text/plain; charset=\""
                + name
                + "\"\r\nContent-Transfer-Encoding: "
                + encoding
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    octets.writeBytes(TransferEncodingTest.encoded(encoding, (text + "\r\n").getBytes(charset)));
    Body body = MimeReader.read(new ByteArrayInputStream(octets.toByteArray()), Preference.PLAIN);

    assertThat(body.text()).isEqualTo(text + "\n");
    assertThat(body.remarks()).isEmpty();
  }

  @Property(tries = 1000)
  void encodedWordsAreReadBack(
      @ForAll("texts") String random, @ForAll("charsets") String name, @ForAll boolean base64)
      throws Exception {
    String text = fitting(random, Charset.forName(name));
    String words = MimeUtility.fold(9, MimeUtility.encodeText(text, name, base64 ? "B" : "Q"));

    assertThat(HeaderText.decode(words)).isEqualTo(text);
  }

  @Property(tries = 1000)
  void namesOfPeopleAreReadBack(@ForAll("texts") String name) throws Exception {
    Assume.that(!name.isBlank());
    InternetAddress jo = new InternetAddress("jo@example.com", name, "UTF-8");
    InternetAddress bo = new InternetAddress("bo@example.org", "Bo, " + name, "UTF-8");

    assertThat(HeaderText.addresses(InternetAddress.toString(new InternetAddress[] {jo, bo}, 4)))
        .containsExactly(
            new Address(name, "jo@example.com"), new Address("Bo, " + name, "bo@example.org"));
  }

  @Property(tries = 1000)
  void fileNamesAreReadBack(@ForAll("texts") String name) throws Exception {
    Assume.that(!name.isBlank());
    String field = Parameter.add("Content-Disposition", "attachment", "filename", name);

    assertThat(ContentParameters.of(field).get("filename")).isEqualTo(name);
  }

  @Property(tries = 2000)
  void nothingIsThrown(@ForAll String text) {
    for (String field : List.of(text, "=?utf-8?q?" + text + "?= " + text, "a; b=" + text)) {
      assertThat(HeaderText.decode(field)).isNotNull();
      HeaderText.addresses(field).forEach(address -> assertThat(address.email()).isNotNull());
      assertThat(HeaderText.messageIds(field)).isNotNull();
      assertThat(String.valueOf(HeaderText.date(field))).isNotNull();
      assertThat(ContentParameters.of(field).all()).isNotNull();
      assertThat(String.valueOf(ContentParameters.of(field).get("b"))).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=?a?q?", "=?a?q?=?=20", "=?", "?=", "(", "\"", "\\\"", "<", ">", "[", "<<", ",", ";", ":",
        " ", "a ", "a@b ", "a=", "a=\"", "\" ", ";;a", "x*0=", "' ", "%", "+", "é", "1:", "\t="
      })
  void aHostileFieldCostsLittle(String piece) {
    String field = "a" + piece.repeat(200_000 / piece.length()) + "b";
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          HeaderText.decode(field);
          HeaderText.addresses(field);
          HeaderText.date(field);
          HeaderText.messageIds(field);
          ContentParameters.of(field).get("name");
        });
  }

  @Test
  void aMessageIsReadWhateverItsOctets() throws Exception {
    for (String type : List.of("utf-7", "hz-gb-2312", "iso-2022-jp", "utf-16", "x-no", "big5")) {
      for (int seed = 0; seed < 50; seed++) {
        byte[] junk = new byte[200];
        new Random(seed).nextBytes(junk);
        assertThat(OctetText.read(junk, type).text()).isNotNull();
      }
    }
  }
}

package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.AttachmentFile;
import icloudmail.model.Header;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ConvertersTest {
  private static AttachmentFile attachment(String typed) {
    return new AttachmentConverter().convert(typed);
  }

  @Test
  void aDurationIsANumberAndAUnit() {
    DurationConverter converter = new DurationConverter();
    assertThat(converter.convert("30s")).isEqualTo(Duration.ofSeconds(30));
    assertThat(converter.convert("5m")).isEqualTo(Duration.ofMinutes(5));
    assertThat(converter.convert("2h")).isEqualTo(Duration.ofHours(2));
    assertThat(converter.convert("1d")).isEqualTo(Duration.ofDays(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "30", "-1s", "1.5s", "0s", "30 s", "1x", "9999999s"})
  void everythingElseIsNoDuration(String typed) {
    assertThatThrownBy(() -> new DurationConverter().convert(typed))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + typed + "' is not a duration");
  }

  @Test
  void anAttachmentHasTheNameOfItsFileUnlessAnotherIsGiven() {
    InputFile file = new InputFile(Path.of("dir/a b.csv"));
    assertThat(attachment("dir/a b.csv")).isEqualTo(new AttachmentFile(file, null, "a b.csv"));
    assertThat(attachment("dir/a b.csv;name=Zahlen.csv"))
        .isEqualTo(new AttachmentFile(file, null, "Zahlen.csv"));
    assertThat(attachment("dir/a b.csv;type=text/plain;name=x"))
        .isEqualTo(new AttachmentFile(file, "text/plain", "x"));
    assertThat(attachment("dir/a b.csv;name=x;type=text/plain"))
        .isEqualTo(new AttachmentFile(file, "text/plain", "x"));
  }

  @Test
  void otherSemicolonsBelongToTheFile() {
    assertThat(attachment("a;b.csv"))
        .isEqualTo(new AttachmentFile(new InputFile(Path.of("a;b.csv")), null, "a;b.csv"));
  }

  @Test
  void aMediaTypeIsCheckedAtOnce() {
    assertThatThrownBy(() -> attachment("a;type=text\r\nBcc: x"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("is not a media type");
  }

  @Test
  void aMediaTypeIsAsLongAsOneCanBe() {
    String longest = "x".repeat(127);

    assertThat(attachment("a;type=text/" + longest).type()).isEqualTo("text/" + longest);
    assertThatThrownBy(() -> attachment("a;type=text/x" + longest))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageEndingWith("is not a media type such as text/plain");
  }

  @Test
  void aHeaderFieldIsANameAndAValue() {
    HeaderConverter converter = new HeaderConverter();

    assertThat(converter.convert("X-Odd:  a: b ")).isEqualTo(new Header("X-Odd", "a: b"));
    assertThat(converter.convert("List-ID : ü")).isEqualTo(new Header("List-ID", "ü"));
    assertThat(converter.convert("X-Empty:")).isEqualTo(new Header("X-Empty", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Odd           | is not a header field 'Name: value'",
        ": x             | is not a header field 'Name: value'",
        "X Odd: x        | is not a header field 'Name: value'",
        "Ü: x            | is not a header field 'Name: value'",
        "subject: x      | has an option of its own: -s",
        "BCC: x          | has an option of its own: -b",
        "Reply-To: x     | has an option of its own: --reply-to",
        "In-Reply-To: x  | has an option of its own: --reply",
        "Content-Type: x | is written by the program; send a finished message with --raw",
        "date: x         | is written by the program; send a finished message with --raw",
        "Resent-To: x    | is written by the program; send a finished message with --raw",
      })
  void whatIsNoFieldOrNotOnesOwnIsRefused(String typed, String why) {
    assertThatThrownBy(() -> new HeaderConverter().convert(typed))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageEndingWith(why);
  }

  @Test
  void aFieldsNameLeavesRoomOnItsLine() {
    String longest = "X".repeat(76);

    assertThat(new HeaderConverter().convert(longest + ": x").name()).isEqualTo(longest);
    assertThatThrownBy(() -> new HeaderConverter().convert(longest + "X: x"))
        .isInstanceOf(TypeConversionException.class);
  }
}

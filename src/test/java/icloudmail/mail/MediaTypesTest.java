package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypesTest {
  @ParameterizedTest
  @CsvSource({
    "a.txt, text/plain",
    "a.html, text/html",
    "a.pdf, application/pdf",
    "A.PDF, application/pdf",
    "a.b.zip, application/zip",
    "photo.jpg, image/jpeg",
    "photo.png, image/png",
    "photo.HEIC, image/heic",
    "numbers.csv, text/csv",
    "invite.ics, text/calendar",
    "sheet.xlsx, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "README, application/octet-stream",
    "a.unheard-of, application/octet-stream",
    "a., application/octet-stream",
    "'', application/octet-stream",
  })
  void theNameTellsTheType(String name, String type) {
    assertThat(MediaTypes.of(name)).isEqualTo(type);
  }
}

package icloudmail.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "9949, 9.9 kB",
    "9950, 10 kB",
    "999499, 999 kB",
    "999500, 1.0 MB",
    "28319744, 28 MB",
    "1000000000, 1.0 GB",
    "1000000000000, 1.0 TB",
    "1000000000000000, 1000 TB",
  })
  void aSizeHasAtMostThreeDigitsAndItsUnit(long octets, String size) {
    assertThat(Sizes.human(octets)).isEqualTo(size);
  }
}

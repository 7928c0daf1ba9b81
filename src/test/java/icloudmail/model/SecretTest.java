package icloudmail.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
  private static final Secret SECRET = new Secret("abcd-efgh-ijkl-mnop");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abcd-efgh-ijkl-mnop",
        "abcdefghijklmnop",
        "YWJjZC1lZmdoLWlqa2wtbW5vcA==",
        "AGpvQGljbG91ZC5jb20AYWJjZC1lZmdoLWlqa2wtbW5vcA==",
        "AGpvAGFiY2QtZWZnaC1pamtsLW1ub3A="
      })
  void noFormOfItIsShown(String form) {
    assertThat(SECRET.maskIn("535 no: " + form + "!", "jo@icloud.com"))
        .isEqualTo("535 no: ********!");
  }
}

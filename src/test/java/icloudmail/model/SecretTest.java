package icloudmail.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
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
        "AGpvAGFiY2QtZWZnaC1pamtsLW1ub3A=",
        // as SMTP has it, with whom to act for
        "am9AaWNsb3VkLmNvbQBqb0BpY2xvdWQuY29tAGFiY2QtZWZnaC1pamtsLW1ub3A="
      })
  void noFormOfItIsShown(String form) {
    assertThat(SECRET.maskIn("535 no: " + form + "!", "jo@icloud.com"))
        .isEqualTo("535 no: ********!");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "xy", "xyz", "jo@me.com\0", "\0\0\0\0"})
  void noWordOfBase64WithItIsShown(String before) {
    for (String behind : new String[] {"", "x", "xy", "\0more"}) {
      String word = base64(before + "abcd-efgh-ijkl-mnop" + behind);
      assertThat(SECRET.maskIn(word + " (" + word + ")", "jo@icloud.com"))
          .isEqualTo("******** (********)");
    }
  }

  @Test
  void aShortOneIsFoundInWhatLoginsEncode() {
    Secret secret = new Secret("pa\"ss");
    for (String form :
        new String[] {
          "pa\"ss",
          "pa\\\"ss",
          base64("pa\"ss"),
          base64("\0jo@icloud.com\0pa\"ss"),
          base64("jo@icloud.com\0jo@icloud.com\0pa\"ss")
        }) {
      assertThat(secret.maskIn("no: " + form + "!", "jo@icloud.com")).isEqualTo("no: ********!");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"550 5.1.1 unknown", "YWJjZC1", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo="})
  void otherTextStays(String text) {
    assertThat(SECRET.maskIn(text, "jo@icloud.com")).isEqualTo(text);
    assertThat(new Secret("550").maskIn(text, "jo@icloud.com")).isEqualTo(text);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}

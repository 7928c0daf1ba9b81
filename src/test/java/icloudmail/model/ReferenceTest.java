package icloudmail.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {
  @ParameterizedTest
  @ValueSource(strings = {"INBOX/1451405933/2271", "a/b/c/1/2", "1/2/3/4", "Grüße & co/1/2"})
  void whatIsPrintedIsReadAgain(String text) {
    assertThat(Reference.parse(text)).map(Reference::toString).contains(text);
  }

  @Test
  void theFolderMayHoldSlashes() {
    assertThat(Reference.parse("Old/2026/7/8")).contains(new Reference("Old/2026", 7, 8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "INBOX", "INBOX/1", "/1/2", "INBOX/x/2", "INBOX/1/", "INBOX/-1/2"})
  void everythingElseIsNoReference(String text) {
    assertThat(Reference.parse(text)).isEmpty();
  }

  @Test
  void aUidRangeIsInOrderAndWithinItsBounds() {
    assertThat(new UidRange(7, 9).contains(9)).isTrue();
    assertThat(new UidRange(7, 9).contains(10)).isFalse();
    assertThat(new UidRange(7, 9)).hasToString("7:9");
    assertThat(UidRange.of(7)).hasToString("7");
    assertThatThrownBy(() -> new UidRange(9, 7)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> UidRange.of(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSecretDoesNotPrint() {
    assertThat(new Secret("abcd-efgh")).asString().doesNotContain("abcd");
    assertThat(String.format("%s", new Secret("abcd-efgh"))).doesNotContain("efgh");
  }
}

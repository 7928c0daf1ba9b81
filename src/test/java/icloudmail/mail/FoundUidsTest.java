package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** UIDs of a SEARCH, each once, newest first, in little memory. */
class FoundUidsTest {
  private static FoundUids of(long... uids) {
    FoundUids found = new FoundUids();
    for (long uid : uids) {
      found.found(uid);
    }
    found.complete();
    return found;
  }

  @Test
  void theyAreUnsigned() {
    assertThat(of(7, 4_294_967_295L, 2_147_483_648L, 1, 2_147_483_647L))
        .containsExactly(4_294_967_295L, 2_147_483_648L, 2_147_483_647L, 7L, 1L);
  }

  @Test
  void noneIsThereTwice() {
    assertThat(of(3, 1, 3, 2, 1)).containsExactly(3L, 2L, 1L);
    assertThat(of()).isEmpty();
  }

  @Test
  void eachIsKnown() {
    FoundUids found = of(1, 5, 3_000_000_000L);

    assertThat(found.contains(1L)).isTrue();
    assertThat(found.contains(3_000_000_000L)).isTrue();
    assertThat(found.contains(2L)).isFalse();
    assertThat(found.contains(3_000_000_000L - (1L << 32))).isFalse();
    assertThatThrownBy(() -> found.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> found.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void thereAreNotMoreThanFit() {
    FoundUids found = new FoundUids();
    for (long uid = 1; uid <= FoundUids.MOST; uid++) {
      assertThat(found.found(uid)).isTrue();
    }

    assertThat(found.found(FoundUids.MOST + 1L)).isFalse();
  }
}

package icloudmail.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class UidRangeTest {
  @Test
  void neighboursBecomeOneRange() {
    assertThat(UidRange.of(List.of(5L, 1L, 2L, 3L, 7L, 3L)))
        .containsExactly(new UidRange(1, 3), UidRange.of(5), UidRange.of(7));
    assertThat(UidRange.of(List.of())).isEmpty();
    assertThat(UidRange.of(List.of(UidRange.MAX_UID))).hasToString("[4294967295]");
  }

  @Property
  void theRangesHoldJustTheseUids(@ForAll Set<@LongRange(min = 1, max = 60) Long> uids) {
    List<UidRange> ranges = UidRange.of(uids);
    Set<Long> held = new TreeSet<>();
    ranges.forEach(
        range -> {
          for (long uid = range.first(); uid <= range.last(); uid++) {
            held.add(uid);
          }
        });

    assertThat(held).isEqualTo(new TreeSet<>(uids));
    for (int i = 1; i < ranges.size(); i++) {
      assertThat(ranges.get(i).first()).isGreaterThan(ranges.get(i - 1).last() + 1);
    }
  }
}

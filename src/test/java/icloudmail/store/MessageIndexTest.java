package icloudmail.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MessageIndexTest {
  @Property(tries = 300)
  void isASortedMapOfMessages(
      @ForAll @Size(max = 12) List<@Size(max = 40) List<@IntRange(min = 1, max = 90) Integer>> batches) {
    MessageIndex index = new MessageIndex();
    TreeMap<Long, KeptMessage> expected = new TreeMap<>();
    TreeMap<Long, Long> marks = new TreeMap<>();
    int turn = 0;
    for (List<Integer> uids : batches) {
      List<KeptMessage> batch = new ArrayList<>();
      for (int uid : uids) {
        batch.add(new KeptMessage(uid, ++turn, -turn, turn + 1000L));
      }
      index.put(batch);
      batch.forEach(each -> expected.put(each.uid(), each));
      if (!uids.isEmpty()) {
        long uid = uids.get(0);
        index.mark(uid, turn);
        marks.put(uid, (long) turn);
      }
    }
    assertThat(IntStream.range(0, index.size()).mapToObj(index::at))
        .containsExactlyElementsOf(expected.values());
    for (long uid = 0; uid <= 91; uid++) {
      assertThat(index.get(uid)).isEqualTo(expected.get(uid));
      assertThat(index.has(uid)).isEqualTo(expected.containsKey(uid));
      assertThat(index.mark(uid)).isEqualTo(marks.getOrDefault(uid, 0L));
    }
  }
}

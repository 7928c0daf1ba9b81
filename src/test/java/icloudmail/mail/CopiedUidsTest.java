package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.Reference;
import java.util.Map;
import java.util.Set;
import org.eclipse.angus.mail.iap.Response;
import org.junit.jupiter.api.Test;

class CopiedUidsTest {
  private static final Set<Long> ASKED = Set.of(4L, 5L, 7L, 8L);

  private static Map<Long, Reference> read(String line) {
    return CopiedUids.read(new Response[] {new Response(line)}, "Archive", ASKED);
  }

  @Test
  void eachOldUidHasItsNewOne() {
    assertThat(read("A1 OK [COPYUID 12 4,7:8 101:102,200] done"))
        .containsOnly(
            Map.entry(4L, new Reference("Archive", 12, 101)),
            Map.entry(7L, new Reference("Archive", 12, 102)),
            Map.entry(8L, new Reference("Archive", 12, 200)));
    assertThat(read("* OK [copyuid 12 4 9]")).hasSize(1);
  }

  /** Else what was not to be moved would be removed where it was. */
  @Test
  void whatWasNotAskedForIsNotTold() {
    assertThat(read("A1 OK [COPYUID 12 1:5 101:105] done")).containsOnlyKeys(4L, 5L);
    assertThat(read("A1 OK [COPYUID 12 1:2 101:102] done")).isEmpty();
  }

  @Test
  void whatDoesNotFitIsNotTold() {
    assertThat(read("A1 OK done")).isEmpty();
    assertThat(read("A1 OK [COPYUID 12 4:5 9] done")).isEmpty();
    assertThat(read("A1 OK [COPYUID 12 1:4294967295 9] done")).isEmpty();
    assertThat(read("A1 OK [COPYUID 12 : ,] done")).isEmpty();
    assertThat(read("A1 OK [COPYUID 12 4 " + "9".repeat(30) + "] done")).isEmpty();
    assertThat(read("A1 OK [COPYUID x y z] done")).isEmpty();
  }
}

package icloudmail.mail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** Any mutant of the corpus is read and shown, whatever the seed that it comes of. */
@Timeout(20)
class MutantFuzzTest {
  private static List<byte[]> corpus;

  @BeforeAll
  static void read() throws Exception {
    corpus = WholeReading.corpus();
  }

  @FuzzTest
  void anySeed(long seed) throws Exception {
    WholeReading.check(String.valueOf(seed), Mutation.of(seed, corpus));
  }
}

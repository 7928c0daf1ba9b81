package icloudmail.mail;

import java.io.IOException;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The same mutants of the corpus each time; {@link MutantFuzzTest} is for others. */
class MutatedCorpusTest {
  private final List<byte[]> corpus;

  MutatedCorpusTest() throws IOException {
    corpus = WholeReading.corpus();
  }

  @Property(
      tries = 150,
      seed = "20261123",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void isReadWithoutAnEscape(@ForAll long seed) throws Exception {
    WholeReading.check(String.valueOf(seed), Mutation.of(seed, corpus));
  }
}

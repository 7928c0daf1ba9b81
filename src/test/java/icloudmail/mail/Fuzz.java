package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Mutants of the corpus for as long as {@code -Dfuzz.minutes} says, from {@code -Dfuzz.seed} on;
 * with {@code -Dfuzz.file}, that message alone. Run by the profile {@code fuzz}.
 */
class Fuzz {
  private static final int MOST_FAILURES = 20;

  @Test
  void noMutantOfTheCorpusEscapes() throws Exception {
    String file = System.getProperty("fuzz.file", "");
    if (!file.isEmpty()) {
      WholeReading.check("again", Files.readAllBytes(Path.of(file)));
      return;
    }
    String given = System.getProperty("fuzz.seed", "");
    long first = given.isEmpty() ? new Random().nextLong() : Long.parseLong(given);
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(Integer.getInteger("fuzz.minutes", 10));
    System.out.println("fuzz.seed=" + first);
    List<byte[]> corpus = WholeReading.corpus();
    Map<String, AssertionError> failures = new LinkedHashMap<>();
    long seed = first;
    for (; System.nanoTime() < end && failures.size() < MOST_FAILURES; seed++) {
      try {
        WholeReading.check(String.valueOf(seed), Mutation.of(seed, corpus));
      } catch (AssertionError e) {
        if (failures.putIfAbsent(place(e), e) == null) {
          System.out.println(e.getMessage());
        }
      }
    }
    System.out.println((seed - first) + " mutants of " + corpus.size() + " messages");
    assertThat(failures.values()).isEmpty();
  }

  /** Where it happened, so that one mistake is told once. */
  private static String place(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    StackTraceElement[] trace = cause.getStackTrace();
    return cause.getClass() + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}

package icloudmail.mail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Whatever a message is made of, it is read and shown as {@link WholeReading} says. */
@Timeout(20)
class MessageFuzzTest {
  @ArgumentsSource(Corpus.class)
  @FuzzTest
  void anyMessage(byte[] data) throws Exception {
    WholeReading.check("fuzzed", data);
  }

  /** The corpus, to begin with where the time is there. */
  static final class Corpus implements ArgumentsProvider {
    @Override
    public Stream<Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) throws IOException {
      return System.getenv("JAZZER_FUZZ") == null
          ? Stream.of()
          : WholeReading.corpus().stream().map(message -> Arguments.of((Object) message));
    }
  }
}

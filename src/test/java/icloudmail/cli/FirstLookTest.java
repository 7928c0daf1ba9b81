package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstLookTest {
  @ParameterizedTest
  @CsvSource({
    "check, true, true",
    "check --count, true, true",
    "list in:inbox, true, true",
    "fetch --new -o kept, true, true",
    "check --timeout 20s, true, false",
    "check --timeout=20s, true, false",
    "send a@example.com, true, false",
    "send --draft a@example.com, true, false",
    "send --dry-run a@example.com, false, false",
    "check --help, false, false",
    "check -h, false, false",
    "check -qh, false, false",
    "send -h, false, false",
    "check --jobs, false, false",
    "check --forget=job, false, false",
    "check -n, true, true",
    "outbox, false, false",
    "--version, false, false",
    "-q check, false, false",
  })
  void itTellsWhatMayBeBegun(String words, boolean connects, boolean readsAsUsual) {
    String[] arguments = words.split(" ", -1);

    assertThat(FirstLook.connects(arguments)).isEqualTo(connects);
    assertThat(FirstLook.readsAsUsual(arguments)).isEqualTo(readsAsUsual);
  }

  @Test
  void noWordsAreNoCommand() {
    assertThat(FirstLook.connects()).isFalse();
    assertThat(FirstLook.readsAsUsual()).isFalse();
  }
}

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
    "--as-sendmail -oi root, true, false",
    "--as-sendmail -bp, false, false",
  })
  void itTellsWhatMayBeBegun(String words, boolean connects, boolean readsAsUsual) {
    String[] arguments = words.split(" ", -1);

    assertThat(FirstLook.connects(arguments)).isEqualTo(connects);
    assertThat(FirstLook.readsAsUsual(arguments)).isEqualTo(readsAsUsual);
  }

  @ParameterizedTest
  @CsvSource({
    "send a@example.com, true, false",
    "send -m Hi a@example.com, true, true",
    "send -mHi a@example.com, true, true",
    "send --message=Hi a@example.com, true, true",
    "send -f text a@example.com, true, true",
    "send --file=text a@example.com, true, true",
    "send --raw=message, true, true",
    "send --queue -m Hi a@example.com, true, true",
    "send --once key -m Hi a@example.com, true, true",
    "send -m Hi --draft a@example.com, false, false",
    "send -m Hi --edit a@example.com, false, false",
    "send -m Hi --dry-run a@example.com, false, false",
    "send -m Hi --timeout=5s a@example.com, false, false",
    "send -m Hi --trace wire a@example.com, false, false",
    "send --help, false, false",
    "check, false, false",
    "outbox --flush, false, false",
    "--as-sendmail root, true, true",
    "--as-sendmail -t, true, true",
    "--as-sendmail -FCron -i -B8BITMIME -oem root, true, true",
    "--as-sendmail, false, false",
    "--as-sendmail -oi, false, false",
    "--as-sendmail -bp, false, false",
    "--as-sendmail -q, false, false",
    "--as-sendmail -bs, false, false",
    "--as-sendmail --help, false, false",
  })
  void itTellsWhatIsSubmitted(String words, boolean inAPipe, boolean onATerminal) {
    String[] arguments = words.split(" ", -1);

    assertThat(FirstLook.submitsAsUsual(false, arguments)).isEqualTo(inAPipe);
    assertThat(FirstLook.submitsAsUsual(true, arguments)).isEqualTo(onATerminal);
  }

  @Test
  void noWordsAreNoCommand() {
    assertThat(FirstLook.connects()).isFalse();
    assertThat(FirstLook.readsAsUsual()).isFalse();
    assertThat(FirstLook.submitsAsUsual(false)).isFalse();
  }
}

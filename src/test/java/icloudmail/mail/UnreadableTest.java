package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose failure it is when an answer cannot be parsed. */
class UnreadableTest {
  /** As it comes out of a call: {@code throwers} from the innermost to the outermost. */
  private static RuntimeException thrownIn(String throwers) {
    RuntimeException failure = new ArrayIndexOutOfBoundsException();
    failure.setStackTrace(
        throwers
            .lines()
            .map(thrower -> new StackTraceElement(thrower, "any", null, 1))
            .toArray(StackTraceElement[]::new));
    return failure;
  }

  /** The JVM leaves the trace out of what it has thrown often at one place. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "org.eclipse.angus.mail.iap.Response\nicloudmail.mail.ImapConnection",
        "java.lang.String\norg.eclipse.angus.mail.iap.Response\nicloudmail.mail.ImapConnection",
        "sun.nio.cs.UTF_8\njava.lang.String\njakarta.mail.internet.MimeUtility\nicloudmail.mail.A",
        "javax.crypto.Cipher\ncom.sun.crypto.provider.A\norg.eclipse.angus.mail.iap.Protocol"
      })
  void thatOfTheLibraryIsTheServers(String throwers) {
    RuntimeException failure = thrownIn(throwers);

    assertThat(Unreadable.of(failure))
        .hasMessage("its answer cannot be read")
        .hasRootCause(failure);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "icloudmail.mail.RowReader\norg.eclipse.angus.mail.iap.Protocol",
        "java.util.ArrayList\nicloudmail.mail.RowReader\norg.eclipse.angus.mail.iap.Protocol"
      })
  void oneOfOursStaysOurs(String throwers) {
    RuntimeException failure = thrownIn(throwers);

    assertThatThrownBy(() -> Unreadable.of(failure)).isSameAs(failure);
  }
}

package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import icloudmail.model.Account;
import icloudmail.model.LocalServers;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.testkit.Nouns;
import icloudmail.testkit.TestCertificate;
import icloudmail.testkit.icloud.ICloud;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.helpers.NOPLogger;

/** A connection for submission begun ahead: secured as any other, and silent until it is taken. */
class SubmissionAheadTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final List<String> UP_TO_TLS =
      List.of("EHLO localhost", "STARTTLS", "EHLO localhost");

  private final ICloud icloud = new ICloud();
  private final Preset preset = preset(TestCertificate.valid());

  @AfterEach
  void close() {
    icloud.close();
  }

  private Preset preset(TestCertificate trusted) {
    return Preset.local(new LocalServers(1, icloud.smtp().port(), trusted.pem()));
  }

  private static SubmissionAhead ahead(Preset preset) {
    return SubmissionAhead.to(preset, TlsContext.of(preset), LONG);
  }

  private static SessionFactory sessions(
      Preset preset, Duration timeout, @Nullable WireTrace trace) {
    return new SessionFactory(
        preset,
        timeout,
        trace,
        Nouns.noLoginForms(),
        (account, folders) -> {},
        pause -> {},
        NOPLogger.NOP_LOGGER);
  }

  private static SessionFactory sessions(Preset preset) {
    return sessions(preset, LONG, null);
  }

  private static void logIn(SessionFactory sessions) throws MailException {
    Account account = Nouns.account();
    try (SmtpSubmission submission = new SmtpSubmission(sessions, account)) {
      submission.logIn();
    }
  }

  private List<String> logins() {
    return icloud.smtp().commands().stream().filter(line -> line.startsWith("AUTH")).toList();
  }

  @Test
  void itIsTakenOnceAndNothingIsSaidOnItBefore() throws MailException, MessagingException {
    SubmissionAhead ahead = ahead(preset);

    SubmissionTransport taken = ahead.take(preset.smtp(), LONG);

    assertThat(taken).isNotNull();
    assertThat(taken.isSSL()).isTrue();
    assertThat(icloud.smtp().commands()).isEqualTo(UP_TO_TLS);
    assertThat(ahead.take(preset.smtp(), LONG)).isNull();
    taken.close();
  }

  @Test
  void itIsForItsOwnServerAndPatienceAlone() throws MailException {
    SubmissionAhead ahead = ahead(preset);

    assertThat(ahead.take(Endpoint.smtp("localhost", 1), LONG)).isNull();
    assertThat(ahead.take(preset.smtp(), Duration.ofSeconds(5))).isNull();
  }

  @Test
  void theLoginGoesOverIt() throws MailException {
    logIn(sessions(preset).submittingAfter(ahead(preset)));

    assertThat(icloud.smtp().connections()).isEqualTo(1);
    assertThat(icloud.smtp().commands()).startsWith(UP_TO_TLS.toArray(String[]::new));
    assertThat(logins()).hasSize(1);
  }

  /** Else the trace would not tell of its beginning. */
  @Test
  void whoeverTracesTheWireConnectsAnew() throws MailException {
    ByteArrayOutputStream traced = new ByteArrayOutputStream();

    logIn(sessions(preset, LONG, new WireTrace(traced)).submittingAfter(ahead(preset)));

    assertThat(traced.toString(StandardCharsets.UTF_8))
        .containsSubsequence("220 iCloud SMTP", "EHLO", "STARTTLS", "EHLO", "AUTH PLAIN");
  }

  @Test
  void oneThatNobodyTakesIsLeftPolitely() throws InterruptedException, MailException {
    CountDownLatch left = new CountDownLatch(1);
    icloud
        .smtp()
        .listen(
            command -> {
              if (command.equals("QUIT")) {
                left.countDown();
              }
            });
    SubmissionAhead ahead = SubmissionAhead.to(preset, TlsContext.of(preset), LONG, Duration.ZERO);

    assertThat(left.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(icloud.smtp().commands())
        .containsExactly("EHLO localhost", "STARTTLS", "EHLO localhost", "QUIT");
    assertThat(ahead.take(preset.smtp(), LONG)).isNull();
  }

  static Stream<Arguments> deaths() {
    return Stream.of(
        Arguments.of("closed", (Consumer<ICloud>) icloud -> icloud.faults().on("AUTH").close()),
        Arguments.of("reset", (Consumer<ICloud>) icloud -> icloud.faults().on("AUTH").reset()),
        Arguments.of("421", (Consumer<ICloud>) icloud -> icloud.faults().on("AUTH").bye()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deaths")
  void oneThatHasDiedIsReplacedOnce(String how, Consumer<ICloud> death) throws MailException {
    death.accept(icloud);

    logIn(sessions(preset).submittingAfter(ahead(preset)));

    assertThat(icloud.smtp().connections()).isEqualTo(2);
    assertThat(logins()).hasSize(2);
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of("535 5.7.8 Error: authentication failed", Kind.AUTH),
        Arguments.of("454 4.7.0 Temporary authentication failure", Kind.TEMPORARY),
        Arguments.of("504 5.5.4 Unrecognized authentication type", Kind.AUTH));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatIsRefusedIsNotTriedAgain(String reply, Kind kind) {
    icloud.faults().on("AUTH").bad(reply);

    MailException failure = failure(sessions(preset).submittingAfter(ahead(preset)));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure).hasMessageContaining(reply);
    assertThat(icloud.smtp().connections()).isEqualTo(1);
    assertThat(logins()).hasSize(1);
  }

  private static MailException failure(SessionFactory sessions) {
    return catchThrowableOfType(MailException.class, () -> logIn(sessions));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("CONNECT closed", icloud -> icloud.faults().on("CONNECT").always().close()),
        fault("CONNECT 421", icloud -> icloud.faults().on("CONNECT").always().bye()),
        fault("CONNECT 554", icloud -> icloud.faults().on("CONNECT").always().bad("no")),
        fault("CONNECT garbage", icloud -> icloud.faults().on("CONNECT").always().garbage()),
        fault("EHLO 554", icloud -> icloud.faults().on("EHLO").always().bad("no")),
        fault("EHLO closed", icloud -> icloud.faults().on("EHLO").always().close()),
        fault("STARTTLS 451", icloud -> icloud.faults().on("STARTTLS").always().no("later")),
        fault("STARTTLS closed", icloud -> icloud.faults().on("STARTTLS").always().close()));
  }

  private static Arguments fault(String name, Consumer<ICloud> fault) {
    return Arguments.of(name, fault);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void whatKeepsItFromStandingIsToldAsOfAnyConnection(String name, Consumer<ICloud> fault) {
    fault.accept(icloud);

    MailException usual = failure(sessions(preset));
    MailException ahead = failure(sessions(preset).submittingAfter(ahead(preset)));

    assertThat(ahead.kind()).isEqualTo(usual.kind());
    assertThat(ahead).hasMessage(usual.getMessage());
    assertThat(icloud.smtp().connections()).isEqualTo(2);
    assertThat(logins()).isEmpty();
  }

  /**
   * What Java calls it is a matter of moments; that it may pass, and is not tried twice, is not.
   */
  @ParameterizedTest
  @ValueSource(strings = {"CONNECT", "STARTTLS", "TLS"})
  void aConnectionThatIsResetIsNotTriedAgain(String when) {
    icloud.faults().on(when).always().reset();

    MailException failure = failure(sessions(preset).submittingAfter(ahead(preset)));

    assertThat(failure.kind()).isEqualTo(Kind.TEMPORARY);
    assertThat(icloud.smtp().connections()).isEqualTo(1);
    assertThat(logins()).isEmpty();
  }

  @Test
  void aServerThatCannotProveWhoItIsIsRefused() {
    Preset stranger = preset(TestCertificate.unknown());

    MailException failure = failure(sessions(stranger).submittingAfter(ahead(stranger)));

    assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL);
    assertThat(failure).hasMessageContaining("cannot prove that it is the mail server");
    assertThat(logins()).isEmpty();
  }
}

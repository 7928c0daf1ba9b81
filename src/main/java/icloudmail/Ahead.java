package icloudmail;

import icloudmail.cli.FirstLook;
import icloudmail.config.Environment;
import icloudmail.config.LocalServersVariable;
import icloudmail.mail.HeadStart;
import icloudmail.mail.Preset;
import icloudmail.mail.SubmissionAhead;
import icloudmail.mail.TlsContext;
import icloudmail.model.LocalServers;
import icloudmail.model.MailException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is begun before the command line is read, since it takes longer than that: the connection
 * that the command surely needs, or what TLS needs.
 *
 * @param tls null where nobody may need it
 * @param imap null where nobody surely needs it
 * @param submission null where nobody surely needs it
 */
record Ahead(
    @Nullable TlsContext tls, @Nullable HeadStart imap, @Nullable SubmissionAhead submission) {
  static final Ahead NOTHING = new Ahead(null, null, null);

  /** Longest wait for each answer, as long as the command line has not been read. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * Begins what the words let expect.
   *
   * @param terminal whether standard input may be a terminal
   */
  static Ahead of(Environment environment, boolean terminal, String... arguments) {
    if (!FirstLook.connects(arguments)) {
      return NOTHING;
    }
    try {
      Preset servers = servers(environment);
      TlsContext tls = TlsContext.of(servers);
      HeadStart imap =
          FirstLook.readsAsUsual(arguments) ? HeadStart.to(servers, tls, PATIENCE) : null;
      SubmissionAhead submission =
          FirstLook.submitsAsUsual(terminal, arguments)
              ? SubmissionAhead.to(servers, tls, PATIENCE)
              : null;
      if (imap != null) {
        imap.letGo();
      }
      return new Ahead(tls, imap, submission);
    } catch (MailException | RuntimeException | Error e) {
      // nobody needs it yet, and what is wrong is told where it is needed; a thread may be refused
      return NOTHING;
    }
  }

  /**
   * The servers that the environment has: Apple's, unless it names some of this machine.
   *
   * @throws MailException of kind CONFIGURATION where it names them wrongly
   */
  static Preset servers(Environment environment) throws MailException {
    Optional<LocalServers> local = LocalServersVariable.read(environment);
    return local.isPresent() ? Preset.local(local.get()) : Preset.ICLOUD;
  }
}

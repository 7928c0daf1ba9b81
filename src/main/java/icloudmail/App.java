package icloudmail;

import icloudmail.cli.CommandTree;
import icloudmail.cli.SendmailEntry;
import icloudmail.cli.Surroundings;
import icloudmail.cli.WireOptions;
import icloudmail.cli.Wiring;
import icloudmail.config.AccountResolver;
import icloudmail.config.LocalServersVariable;
import icloudmail.mail.Preset;
import icloudmail.mail.SessionFactory;
import icloudmail.mail.WireTrace;
import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.PasswordSource;
import icloudmail.service.Services;
import icloudmail.store.RememberedFolders;
import icloudmail.store.RememberedLogins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Joins the rooms; the only class that knows them all, and what tests construct. */
public final class App implements Wiring {
  private final Surroundings surroundings;
  private final Optional<PasswordSource> prompt;
  private Ahead ahead = Ahead.NOTHING;

  /**
   * @param prompt asks for a password; empty where there is nobody to ask
   */
  public App(Surroundings surroundings, Optional<PasswordSource> prompt) {
    this.surroundings = surroundings;
    this.prompt = prompt;
  }

  /** The same, with what was begun already. */
  App after(Ahead begun) {
    ahead = begun;
    return this;
  }

  /** Runs one command line; answers its exit code. */
  public int run(String... arguments) {
    return ended(new CommandTree(surroundings, this).run(arguments));
  }

  /** Runs one command line of sendmail; answers its exit code. */
  public int sendmail(String... arguments) {
    return ended(new SendmailEntry(surroundings, this).run(arguments));
  }

  private int ended(int code) {
    surroundings.out().flush();
    surroundings.err().flush();
    return code;
  }

  @Override
  public Services services(WireOptions options) throws MailException {
    Logger log = Logging.logger(options.verbosity(), surroundings.err());
    Path state = surroundings.environment().stateDirectory();
    SessionFactory sessions =
        new SessionFactory(
            preset(log),
            options.timeout(),
            trace(options.trace()),
            new RememberedLogins(state, log),
            new RememberedFolders(state, log),
            surroundings.pause(),
            log);
    sessions.with(ahead.tls()).after(ahead.imap()).submittingAfter(ahead.submission());
    return new Services(
        sessions, surroundings.clock(), state, surroundings.pause(), surroundings.ticker(), log);
  }

  @Override
  public Optional<PasswordSource> prompt() {
    return prompt;
  }

  @Override
  public AccountResolver accounts() throws MailException {
    boolean local = LocalServersVariable.read(surroundings.environment()).isPresent();
    return new AccountResolver(surroundings.environment(), prompt, local);
  }

  private Preset preset(Logger log) throws MailException {
    Preset preset = Ahead.servers(surroundings.environment());
    if (preset.isLocal()) {
      log.warn("not iCloud but {} and {}, for tests", preset.imap(), preset.smtp());
    }
    return preset;
  }

  private static @Nullable WireTrace trace(@Nullable Path file) throws MailException {
    if (file == null) {
      return null;
    }
    try {
      boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
      if (posix && !Files.exists(file)) {
        var mode = PosixFilePermissions.fromString("rw-------");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(mode));
      }
      return new WireTrace(Files.newOutputStream(file));
    } catch (IOException e) {
      throw new MailException(
          Kind.CANNOT_CREATE,
          "cannot write the trace to " + file + ": " + FileTrouble.of(e),
          null,
          e);
    }
  }
}

package icloudmail.mail;

import icloudmail.model.MailException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What TLS begins with: its ciphers, and whom it trusts. Java takes a while to load either, so that
 * it is done side by side, and while a connection is still being made.
 */
public final class TlsContext {
  /** Has the certificates of the JDK read, once for each process, when a first one is verified. */
  private static final String ANCHORS = "sun.security.util.AnchorCertificates";

  private final FutureTask<TrustManager[]> trust;
  private final FutureTask<SSLContext> ciphers;
  private @Nullable SSLSocketFactory sockets;

  private TlsContext(@Nullable Path ca) {
    this.trust = new FutureTask<>(new Trust(ca));
    this.ciphers = new FutureTask<>(new Ciphers());
  }

  /** Begins to load it. */
  public static TlsContext of(Preset preset) {
    TlsContext context = new TlsContext(preset.ca());
    begin(context.ciphers);
    begin(new Trusting(context.trust));
    return context;
  }

  private static void begin(Runnable part) {
    Thread thread = new Thread(part, "icloud-mail-tls");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * What begins TLS with a server.
   *
   * @throws MailException of kind CONFIGURATION where the certificates to trust cannot be read
   */
  synchronized SSLSocketFactory sockets() throws MailException {
    SSLSocketFactory made = sockets;
    if (made == null) {
      try {
        SSLContext context = loaded(ciphers);
        context.init(null, loaded(trust), null);
        made = context.getSocketFactory();
        sockets = made;
      } catch (GeneralSecurityException e) {
        throw without(e);
      }
    }
    return made;
  }

  private static <T> T loaded(FutureTask<T> part) throws MailException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return part.get();
        } catch (InterruptedException e) {
          // no more than some milliseconds are left
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof MailException failure) {
        throw failure;
      }
      if (cause instanceof GeneralSecurityException failure) {
        throw without(failure);
      }
      throw new IllegalStateException(cause);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static MailException without(GeneralSecurityException reason) {
    return new MailException(
        MailException.Kind.CONFIGURATION,
        "this Java cannot begin TLS: " + reason,
        "Install another one, of version 17 or newer, or set JAVA_HOME to where it is.",
        reason);
  }

  // classes and no lambdas, the first of which would take longer than all else before it

  private record Trust(@Nullable Path ca) implements Callable<TrustManager[]> {
    @Override
    public TrustManager[] call() throws MailException {
      return TrustedCertificates.of(ca);
    }
  }

  private static final class Ciphers implements Callable<SSLContext> {
    @Override
    public SSLContext call() throws GeneralSecurityException {
      return SSLContext.getInstance("TLS");
    }
  }

  /** Loads the trusted certificates, then what a first one of a server is verified with. */
  private record Trusting(Runnable trust) implements Runnable {
    @Override
    public void run() {
      trust.run();
      try {
        Class.forName(ANCHORS);
      } catch (ClassNotFoundException e) {
        // a JDK that does it in another way
        return;
      }
    }
  }
}

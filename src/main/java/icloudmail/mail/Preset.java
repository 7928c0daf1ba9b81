package icloudmail.mail;

import icloudmail.model.LocalServers;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The servers: Apple's, fixed, or loopback ones for tests and the sandbox.
 *
 * @param imap IMAP with implicit TLS
 * @param smtp submission, STARTTLS required
 * @param ca PEM file of the only certificates to trust, or null for those that the JDK trusts
 */
public record Preset(Endpoint imap, Endpoint smtp, @Nullable Path ca) {
  /** Apple's servers; source: support.apple.com/102525, icloud-facts 5. */
  public static final Preset ICLOUD =
      new Preset(
          Endpoint.imap("imap.mail.me.com", 993), Endpoint.smtp("smtp.mail.me.com", 587), null);

  /** Servers on this machine, reached as {@code localhost} and checked against their own CA. */
  public static Preset local(LocalServers servers) {
    return new Preset(
        Endpoint.imap("localhost", servers.imapPort()),
        Endpoint.smtp("localhost", servers.smtpPort()),
        servers.ca());
  }

  /** Whether they are not Apple's. */
  public boolean isLocal() {
    return ca != null;
  }
}

package icloudmail.mail;

/**
 * One server door. There is no plaintext door.
 *
 * @param implicitTls whether TLS begins with the first byte (RFC 8314), as with IMAP; else it is
 *     STARTTLS that begins it, as with submission
 */
public record Endpoint(String host, int port, boolean implicitTls) {
  static Endpoint imap(String host, int port) {
    return new Endpoint(host, port, true);
  }

  static Endpoint smtp(String host, int port) {
    return new Endpoint(host, port, false);
  }

  /**
   * Whether they are the same; a record's own way to tell takes tens of milliseconds at its first
   * use.
   */
  boolean leadsTo(Endpoint other) {
    return host.equals(other.host) && port == other.port && implicitTls == other.implicitTls;
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}

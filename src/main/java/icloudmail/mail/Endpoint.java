package icloudmail.mail;

/** One server door. How TLS starts follows from the protocol; there is no plaintext door. */
public record Endpoint(String host, int port) {
  @Override
  public String toString() {
    return host + ":" + port;
  }
}

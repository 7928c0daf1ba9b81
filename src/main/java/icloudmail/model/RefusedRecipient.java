package icloudmail.model;

/**
 * A recipient that the server did not take.
 *
 * @param address the addr-spec
 * @param reply the server's reply, code first
 */
public record RefusedRecipient(String address, String reply) {
  /** Whether the reply is of the kind that may change (4yz, RFC 5321 section 4.2.1). */
  public boolean temporary() {
    return reply.startsWith("4");
  }
}

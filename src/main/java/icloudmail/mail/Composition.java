package icloudmail.mail;

import icloudmail.model.Content;
import java.util.List;

/**
 * A composed message: its envelope (RFC 5321) and its bytes.
 *
 * @param messageId with its angle brackets
 * @param from the envelope sender, an addr-spec
 * @param recipients every addr-spec of To, Cc and Bcc, each once
 * @param content the message, CRLF, without Bcc; the same bytes at every call
 */
public record Composition(String messageId, String from, List<String> recipients, Content content) {
  public Composition {
    recipients = List.copyOf(recipients);
  }
}

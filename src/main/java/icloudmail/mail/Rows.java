package icloudmail.mail;

import icloudmail.model.Envelope;
import icloudmail.model.MailException;
import java.util.List;
import java.util.Optional;

/**
 * The messages that were asked for, as far as the server tells of them.
 *
 * @param envelopes newest first
 * @param shortfall why some are missing, although they are there; empty where none is
 */
public record Rows(List<Envelope> envelopes, Optional<MailException> shortfall) {
  public Rows {
    envelopes = List.copyOf(envelopes);
  }
}

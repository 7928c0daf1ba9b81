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
 * @param tooMany whether they are more than the memory is made for, so that none is here: ask for
 *     fewer; never true of one alone
 */
public record Rows(List<Envelope> envelopes, Optional<MailException> shortfall, boolean tooMany) {
  static final Rows TOO_MANY = new Rows(List.of(), Optional.empty(), true);

  public Rows {
    envelopes = List.copyOf(envelopes);
  }
}

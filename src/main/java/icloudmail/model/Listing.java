package icloudmail.model;

import java.util.List;

/**
 * A piece of a list of messages. A list comes in one piece or more, so that one of any length fits
 * any memory; where there is no message, it is one piece with none.
 *
 * @param scope where was looked
 * @param envelopes the messages, in the order in which they are shown
 */
public record Listing(Scope scope, List<Envelope> envelopes) {
  public Listing {
    envelopes = List.copyOf(envelopes);
  }
}

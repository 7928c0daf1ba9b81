package icloudmail.model;

import java.util.List;

/**
 * Messages of a folder, in the order in which they are shown.
 *
 * @param folder the mailbox name
 * @param envelopes the messages
 */
public record Listing(String folder, List<Envelope> envelopes) {
  public Listing {
    envelopes = List.copyOf(envelopes);
  }
}

package icloudmail.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a list of messages. A list comes in one piece or more, so that one of any length fits
 * any memory; where there is no message, it is one piece with none.
 *
 * @param scope where was looked
 * @param envelopes the messages, in the order in which they are shown
 * @param account what the user calls the account, where there are several; else null
 */
public record Listing(Scope scope, List<Envelope> envelopes, @Nullable String account) {
  public Listing {
    envelopes = List.copyOf(envelopes);
  }

  /** Of the only account. */
  public Listing(Scope scope, List<Envelope> envelopes) {
    this(scope, envelopes, null);
  }

  /** The same, of one of several accounts. */
  public Listing of(String name) {
    return new Listing(scope, envelopes, name);
  }
}

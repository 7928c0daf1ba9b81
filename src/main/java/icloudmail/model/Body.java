package icloudmail.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message taken apart.
 *
 * @param headers every field, in order
 * @param text the readable text: the plain part, else the HTML part rendered
 * @param html the HTML part as it came, or null
 * @param attachments the other parts, in order
 * @param remarks what a reader has to know: what could not be decoded, what is signed or encrypted;
 *     one sentence each, without its full stop
 * @param authentication what Apple's server found about the sender, or null where it does not say
 */
public record Body(
    List<Header> headers,
    String text,
    @Nullable String html,
    List<Part> attachments,
    List<String> remarks,
    @Nullable String authentication) {
  public Body {
    headers = List.copyOf(headers);
    attachments = List.copyOf(attachments);
    remarks = List.copyOf(remarks);
  }
}

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
 */
public record Body(
    List<Header> headers, String text, @Nullable String html, List<Part> attachments) {
  public Body {
    headers = List.copyOf(headers);
    attachments = List.copyOf(attachments);
  }
}

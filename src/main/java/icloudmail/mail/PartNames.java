package icloudmail.mail;

import icloudmail.model.StrangersText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names for attachments whose sender gives none, where it is known what they are. */
final class PartNames {
  private static final int LONGEST = 120;

  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("text/calendar", "invite.ics"),
          Map.entry("application/ics", "invite.ics"),
          Map.entry("text/rfc822-headers", "headers.txt"),
          Map.entry("message/rfc822-headers", "headers.txt"),
          Map.entry("message/delivery-status", "delivery-status.txt"),
          Map.entry("message/global-delivery-status", "delivery-status.txt"),
          Map.entry("message/disposition-notification", "receipt.txt"),
          Map.entry("message/global-disposition-notification", "receipt.txt"),
          Map.entry("message/feedback-report", "feedback-report.txt"),
          Map.entry("application/pkcs7-signature", "smime.p7s"),
          Map.entry("application/x-pkcs7-signature", "smime.p7s"),
          Map.entry("application/pkcs7-mime", "smime.p7m"),
          Map.entry("application/x-pkcs7-mime", "smime.p7m"),
          Map.entry("application/pgp-signature", "signature.asc"),
          Map.entry("application/ms-tnef", "winmail.dat"),
          Map.entry("application/vnd.ms-tnef", "winmail.dat"));
  private static final Map<String, String> IMAGES =
      Map.of(
          "image/png", "png",
          "image/jpeg", "jpg",
          "image/jpg", "jpg",
          "image/gif", "gif",
          "image/webp", "webp",
          "image/heic", "heic",
          "image/svg+xml", "svg",
          "image/bmp", "bmp",
          "image/tiff", "tiff");

  private PartNames() {}

  /**
   * The name of an attachment.
   *
   * @param name the one that its sender gave, or null
   * @param container the subtype of the multipart that it stands in
   * @param contentId that by which HTML shows it, or null
   * @param number its own
   */
  static @Nullable String of(
      String type,
      @Nullable String name,
      String container,
      @Nullable String contentId,
      int number) {
    if (name != null) {
      // AppleDouble: the resource fork goes by the name of the file whose fork it is (RFC 1740)
      boolean fork = container.equals("appledouble") && type.equals("application/applefile");
      return fork && !name.startsWith("._") ? "._" + name : name;
    }
    String image = IMAGES.get(type);
    if (image != null && contentId != null) {
      return "inline-" + number + "." + image;
    }
    return KNOWN.get(type);
  }

  /** The name of an attached message, after its subject. */
  static String message(@Nullable String subject) {
    String line = StrangersText.line(subject == null ? "" : subject);
    String name = line.replaceAll("[/\\\\:*?\"<>|]", "_").strip();
    return (name.isEmpty() ? "message" : StrangersText.atMost(LONGEST, name)) + ".eml";
  }
}

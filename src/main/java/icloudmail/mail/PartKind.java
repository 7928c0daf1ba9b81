package icloudmail.mail;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is made of a part, told by its fields and its place alone. */
enum PartKind {
  /** Holds other parts. */
  MULTIPART,
  /** Holds a message. */
  MESSAGE,
  /** Is read. */
  TEXT,
  /** Is read once it is rendered. */
  HTML,
  /** Says the same as the plain text or the HTML beside it, in a form of its own. */
  OTHER_TEXT,
  /** An attachment that is summarised too. */
  CALENDAR,
  /** An attachment that is summarised too. */
  REPORT,
  /** An attachment. */
  FILE;

  /** How deep parts are looked for within parts; what is deeper is an attachment as it is. */
  static final int DEEPEST = 100;

  private static final Set<String> MESSAGES =
      Set.of("message/rfc822", "message/global", "message/news");
  private static final Set<String> CALENDARS = Set.of("text/calendar", "application/ics");
  private static final Set<String> REPORTS =
      Set.of(
          "message/delivery-status",
          "message/global-delivery-status",
          "message/disposition-notification",
          "message/global-disposition-notification");
  private static final Set<String> OTHER_TEXTS =
      Set.of("text/x-amp-html", "text/watch-html", "text/enriched", "text/richtext");

  /**
   * The kind of a part.
   *
   * @param container the subtype of the multipart that it stands in, empty where it is the message
   * @param textBefore whether a text came before it
   */
  static PartKind of(
      String type,
      String disposition,
      @Nullable String name,
      String container,
      boolean textBefore) {
    if (PartFields.isMultipart(type)) {
      return MULTIPART;
    }
    if (MESSAGES.contains(type)) {
      return MESSAGE;
    }
    if (CALENDARS.contains(type)) {
      return CALENDAR;
    }
    if (REPORTS.contains(type)) {
      return REPORT;
    }
    if (disposition.equals("attachment")) {
      return FILE;
    }
    return switch (type) {
      case "text/plain" -> name == null || container.isEmpty() ? TEXT : FILE;
      case "text/html" -> isBody(name, container, textBefore) ? HTML : FILE;
      default -> OTHER_TEXTS.contains(type) && name == null ? OTHER_TEXT : FILE;
    };
  }

  /** A name makes a file of plain text; HTML that is the message has been seen with one. */
  private static boolean isBody(@Nullable String name, String container, boolean textBefore) {
    return name == null
        || container.equals("alternative")
        || container.equals("related")
        || !textBefore;
  }

  /** The type of a part that names none (RFC 2046 section 5.1.5). */
  static String standardType(String container) {
    return container.equals("digest") ? "message/rfc822" : "text/plain";
  }
}

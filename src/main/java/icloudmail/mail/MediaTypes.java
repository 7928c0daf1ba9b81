package icloudmail.mail;

import java.net.URLConnection;
import java.util.Locale;
import java.util.Map;

/** The media type that a file's name promises; the JDK's table, and what it lacks. */
final class MediaTypes {
  static final String UNKNOWN = "application/octet-stream";
  private static final Map<String, String> LACKING =
      Map.of(
          "csv", "text/csv",
          "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "heic", "image/heic",
          "ics", "text/calendar",
          "md", "text/markdown",
          "mp4", "video/mp4",
          "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation",
          "webp", "image/webp",
          "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

  private MediaTypes() {}

  static String of(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String lacking = LACKING.get(extension);
    if (lacking != null) {
      return lacking;
    }
    String known = URLConnection.getFileNameMap().getContentTypeFor("x." + extension);
    return known == null ? UNKNOWN : known;
  }
}

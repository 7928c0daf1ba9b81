package icloudmail.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimePart;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the MIME fields of a part say of it (RFC 2045, 2183).
 *
 * @param type {@code type/subtype}, lower case
 * @param parameters those of Content-Type
 * @param disposition the first word of Content-Disposition, lower case; empty where there is none
 * @param name the decoded file name, or null
 * @param contentId with its angle brackets, or null
 */
record PartFields(
    String type,
    ContentParameters parameters,
    String disposition,
    @Nullable String name,
    @Nullable String contentId) {
  private static final Pattern TYPE = Pattern.compile("^\\s*([\\w!#$&^.+-]+)/([\\w!#$&^.+-]+)");
  private static final Pattern WORD = Pattern.compile("^\\s*([^;\\s]*)");

  /**
   * Those of {@code part}. A type that can't be read counts for none (RFC 2045 section 5.2). Of
   * several types that of a multipart counts, since without it none of its parts could be read.
   *
   * @param standard the type of a part that names none
   */
  static PartFields of(MimePart part, String standard) throws MessagingException {
    String written = standard;
    String[] types = part.getHeader("Content-Type");
    for (String field : types == null ? new String[0] : types) {
      String value = HeaderText.unfolded(field);
      boolean better = !isMultipart(written) && isMultipart(value);
      if (TYPE.matcher(value).find() && (written.equals(standard) || better)) {
        written = value;
      }
    }
    Matcher type = TYPE.matcher(written);
    String base = type.find() ? type.group(1) + "/" + type.group(2) : standard;
    ContentParameters parameters = ContentParameters.of(written);
    String disposition = disposition(part);
    Matcher word = WORD.matcher(disposition);
    String first = word.find() ? word.group(1) : "";
    return new PartFields(
        base.toLowerCase(Locale.ROOT),
        parameters,
        first.toLowerCase(Locale.ROOT),
        FileNameParameter.of(ContentParameters.of(disposition), parameters),
        id(part.getHeader("Content-ID", null)));
  }

  /** Whether {@code type} or a field with it is a multipart's. */
  static boolean isMultipart(String type) {
    return type.strip().regionMatches(true, 0, "multipart/", 0, 10);
  }

  /** The parameter, or null where it is not there or empty. */
  @Nullable String parameter(String name) {
    String value = parameters.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** The same as a parameter that is compared: lower case, empty where it is not there. */
  String word(String name) {
    String value = parameter(name);
    return value == null ? "" : value.toLowerCase(Locale.ROOT);
  }

  private static String disposition(MimePart part) throws MessagingException {
    String field = part.getHeader("Content-Disposition", null);
    return field == null ? "" : HeaderText.unfolded(field);
  }

  private static @Nullable String id(@Nullable String field) {
    return field == null || field.isBlank() ? null : field.strip();
  }
}

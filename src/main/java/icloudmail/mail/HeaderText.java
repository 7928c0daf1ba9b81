package icloudmail.mail;

import icloudmail.model.Address;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.text.ParseException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Header field values as people mean them. Nothing here throws: what can't be read stays as it is.
 */
final class HeaderText {
  private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]+>");
  private static final Pattern ZONE = Pattern.compile("\\s([+-]\\d{2})([0-5]\\d)(\\s|$)");

  private HeaderText() {}

  /** Unfolds and decodes encoded words (RFC 2047). */
  static String decode(String raw) {
    String unfolded = MimeUtility.unfold(raw);
    try {
      return MimeUtility.decodeText(unfolded);
    } catch (UnsupportedEncodingException e) {
      return unfolded;
    }
  }

  /** An address list (RFC 5322 section 3.4); one that is none becomes a single address. */
  static List<Address> addresses(@Nullable String raw) {
    if (raw == null || raw.isBlank()) {
      return List.of();
    }
    List<Address> result = new ArrayList<>();
    try {
      for (InternetAddress address : InternetAddress.parseHeader(MimeUtility.unfold(raw), false)) {
        if (address.getAddress() != null) {
          result.add(new Address(address.getPersonal(), address.getAddress()));
        }
      }
    } catch (AddressException e) {
      result.add(new Address(null, decode(raw).strip()));
    }
    return result;
  }

  /** Every {@code <message-id>} of a field, in order. */
  static List<String> messageIds(@Nullable String raw) {
    List<String> result = new ArrayList<>();
    Matcher ids = MESSAGE_ID.matcher(raw == null ? "" : raw);
    while (ids.find()) {
      result.add(ids.group());
    }
    return result;
  }

  /** A date-time (RFC 5322 section 3.3) with the offset that its writer gave, or null. */
  static @Nullable OffsetDateTime date(@Nullable String raw) {
    if (raw == null) {
      return null;
    }
    try {
      var instant = new MailDateFormat().parse(raw.strip()).toInstant();
      Matcher zone = ZONE.matcher(raw);
      return instant.atOffset(zone.find() ? offset(zone) : ZoneOffset.UTC);
    } catch (ParseException e) {
      return null;
    }
  }

  private static ZoneOffset offset(Matcher zone) {
    int hours = Integer.parseInt(zone.group(1));
    int minutes = Integer.parseInt(zone.group(2));
    int total = Math.abs(hours) * 60 + minutes;
    return total > 18 * 60
        ? ZoneOffset.UTC
        : ZoneOffset.ofTotalSeconds((zone.group(1).startsWith("-") ? -total : total) * 60);
  }
}

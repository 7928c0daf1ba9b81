package icloudmail.mail;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names what is signed, encrypted or packed in a way that this program does not open: S/MIME (RFC
 * 8551), OpenPGP (RFC 3156, and within text), TNEF, AppleSingle, BinHex, messages in pieces.
 */
final class Protection {
  private static final String UNCHECKED = "; the signature is not checked";
  private static final String CLOSED = "; this program cannot decrypt it";
  private static final Set<String> TNEF = Set.of("application/ms-tnef", "application/vnd.ms-tnef");

  private Protection() {}

  /**
   * One sentence about a part, or null where there is nothing to say.
   *
   * @param container the subtype of the multipart that it stands in
   */
  static @Nullable String remark(PartFields fields, String container) {
    String name = fields.name() == null ? "" : fields.name();
    if (TNEF.contains(fields.type()) || name.equalsIgnoreCase("winmail.dat")) {
      return "winmail.dat is in Microsoft's TNEF format, which this program cannot take apart;"
          + " files may be hidden in it";
    }
    return switch (fields.type()) {
      case "multipart/signed" -> "signed" + with(fields.word("protocol")) + UNCHECKED;
      case "multipart/encrypted" -> "encrypted" + with(fields.word("protocol")) + CLOSED;
      case "application/pkcs7-mime", "application/x-pkcs7-mime" -> smime(fields);
      case "application/applefile" ->
          container.equals("appledouble")
              ? null
              : "an attachment is in Apple's AppleSingle format, the file within it";
      case "application/mac-binhex40" ->
          "an attachment is in the BinHex format, the file within it";
      case "message/partial" -> partial(fields);
      case "message/external-body" -> external(fields);
      default -> null;
    };
  }

  /** The same about text that holds OpenPGP's armour (RFC 9580 section 6.2). */
  static @Nullable String inline(String text) {
    if (hasLine(text, "-----BEGIN PGP MESSAGE-----")) {
      return "encrypted with OpenPGP" + CLOSED;
    }
    return hasLine(text, "-----BEGIN PGP SIGNED MESSAGE-----")
        ? "signed with OpenPGP" + UNCHECKED
        : null;
  }

  private static boolean hasLine(String text, String line) {
    int at = text.indexOf(line);
    return at == 0 || (at > 0 && text.charAt(at - 1) == '\n');
  }

  private static String with(String protocol) {
    if (protocol.contains("pkcs7")) {
      return " with S/MIME";
    }
    return protocol.contains("pgp") ? " with OpenPGP" : "";
  }

  private static @Nullable String smime(PartFields fields) {
    return switch (fields.word("smime-type")) {
      case "signed-data" ->
          "signed with S/MIME, and the message is inside the signature; this program cannot open it";
      case "enveloped-data", "authenveloped-data" -> "encrypted with S/MIME" + CLOSED;
      case "compressed-data" -> "compressed with S/MIME; this program cannot open it";
      case "certs-only" -> null;
      default -> "signed or encrypted with S/MIME; this program cannot open it";
    };
  }

  private static String partial(PartFields fields) {
    String number = fields.word("number");
    String total = fields.word("total");
    return "one piece of a message that was sent in several"
        + (number.isEmpty() ? "" : ": piece " + number + (total.isEmpty() ? "" : " of " + total))
        + "; this program does not join them";
  }

  private static String external(PartFields fields) {
    String way = fields.word("access-type");
    String url = fields.parameter("url");
    if (url != null) {
      return "an attachment is kept elsewhere (" + url + "); this program does not fetch it";
    }
    StringBuilder place = new StringBuilder(way.isEmpty() ? "" : " (" + way);
    for (String parameter : new String[] {"site", "directory", "name"}) {
      String value = fields.parameter(parameter);
      if (value != null && !place.isEmpty()) {
        place.append(", ").append(parameter.toLowerCase(Locale.ROOT)).append(' ').append(value);
      }
    }
    return "an attachment is kept elsewhere"
        + place
        + (way.isEmpty() ? "" : ")")
        + "; this program does not fetch it";
  }
}

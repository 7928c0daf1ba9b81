package icloudmail.mail;

import icloudmail.model.StrangersText;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimePart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a report about a message says (RFC 3464, 3798), in three lines for each recipient: to whom,
 * what happened, the server's words.
 */
final class DeliveryReport {
  private static final int MOST_OCTETS = 500_000;
  private static final int MOST_RECIPIENTS = 20;
  private static final int LONGEST = 300;
  private static final Pattern GROUPS = Pattern.compile("(\r?\n)[ \t]*(\r?\n)+");
  private static final Pattern KIND = Pattern.compile("^\\s*[A-Za-z0-9-]+\\s*;\\s*");

  private DeliveryReport() {}

  /** The lines, each ended by {@code \n}; empty where the part tells nothing. */
  static String of(MimePart part) {
    try (InputStream in = new NestedContent(part).open()) {
      String text = new String(in.readNBytes(MOST_OCTETS), StandardCharsets.ISO_8859_1);
      List<String> recipients = new ArrayList<>();
      for (String group : GROUPS.split(text.strip(), -1)) {
        String summary = group(group);
        if (!summary.isEmpty()) {
          recipients.add(summary);
        }
      }
      int more = recipients.size() - MOST_RECIPIENTS;
      return String.join("\n", recipients.subList(0, recipients.size() - Math.max(0, more)))
          + (more > 0 ? "\nand " + more + " more recipients\n" : "");
    } catch (IOException e) {
      return "";
    }
  }

  private static String group(String text) throws IOException {
    byte[] octets = (text + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    InternetHeaders fields = new ReceivedHeader(new ByteArrayInputStream(octets), new HeaderRoom());
    String original = value(fields, "Original-Recipient");
    String last = value(fields, "Final-Recipient");
    String recipient = original.isEmpty() ? last : original;
    String action = value(fields, "Action").toLowerCase(Locale.ROOT);
    String disposition = value(fields, "Disposition");
    if (recipient.isEmpty() && action.isEmpty() && disposition.isEmpty()) {
      return "";
    }
    StringBuilder lines = new StringBuilder();
    line(lines, disposition.isEmpty() ? "Recipient" : "Receipt from", recipient);
    line(lines, "Outcome", disposition.isEmpty() ? outcome(fields, action) : receipt(disposition));
    line(lines, "The server says", value(fields, "Diagnostic-Code"));
    line(lines, "About", disposition.isEmpty() ? "" : value(fields, "Original-Message-ID"));
    return lines.toString();
  }

  private static String outcome(InternetHeaders fields, String action) {
    String status = value(fields, "Status");
    String until = value(fields, "Will-Retry-Until");
    String words =
        switch (action) {
          case "failed" -> "not delivered";
          case "delayed" -> "not delivered yet" + (until.isEmpty() ? "" : ", tried until " + until);
          case "delivered" -> "delivered";
          case "relayed" -> "handed on to a server that sends no reports";
          case "expanded" -> "delivered to a list, and sent on from there";
          default -> action.isEmpty() ? "not said" : action;
        };
    return words + (status.isEmpty() ? "" : " (" + status + ")");
  }

  /** The last word of the disposition field (RFC 8098 section 3.2.6), after how it came about. */
  private static String receipt(String disposition) {
    String type = disposition.substring(disposition.lastIndexOf(';') + 1).strip();
    return switch (type.toLowerCase(Locale.ROOT).split("/", 2)[0]) {
      case "displayed" -> "displayed to the recipient";
      case "deleted" -> "deleted, perhaps without being displayed";
      case "dispatched" -> "forwarded, printed or the like";
      case "processed" -> "handled by a program";
      default -> type;
    };
  }

  /** A field without the kind of address or code that it begins with. */
  private static String value(InternetHeaders fields, String name) {
    String[] values = fields.getHeader(name);
    String value = values == null ? "" : StrangersText.line(decoded(values[0]));
    boolean typed = name.endsWith("-Recipient") || name.equals("Diagnostic-Code");
    return StrangersText.atMost(LONGEST, typed ? KIND.matcher(value).replaceFirst("") : value);
  }

  private static String decoded(@Nullable String value) {
    return value == null ? "" : HeaderText.decode(value);
  }

  private static void line(StringBuilder lines, String name, String value) {
    if (!value.isEmpty()) {
      lines.append(name).append(": ").append(value).append('\n');
    }
  }
}

package icloudmail.mail;

import icloudmail.mail.CalendarLines.Line;
import icloudmail.model.StrangersText;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An invitation in three lines: what, when, where and by whom (RFC 5545, 5546). */
final class CalendarSummary {
  private static final int MOST_OCTETS = 500_000;
  private static final int LONGEST = 200;

  private CalendarSummary() {}

  /** The lines, each ended by {@code \n}; empty where there is no event and no task. */
  static String of(MimePart part, PartFields fields) {
    try (InputStream in = PartContent.open(part)) {
      return of(CalendarLines.read(in.readNBytes(MOST_OCTETS), fields.parameter("charset")));
    } catch (IOException e) {
      return "";
    }
  }

  private static String of(List<Line> calendar) {
    List<List<Line>> entries = CalendarLines.entries(calendar);
    if (entries.isEmpty()) {
      return "";
    }
    List<Line> entry = entries.get(0);
    String method = CalendarLines.value(calendar, "METHOD").toUpperCase(Locale.ROOT);
    boolean cancelled = CalendarLines.value(entry, "STATUS").equalsIgnoreCase("CANCELLED");
    String what = text(entry, "SUMMARY");
    StringBuilder summary = new StringBuilder();
    summary.append(kind(cancelled ? "CANCEL" : method, entry)).append(": ");
    summary.append(what.isEmpty() ? "(no title)" : what);
    if (entries.size() > 1) {
      summary.append(" (and ").append(entries.size() - 1).append(" more in the file)");
    }
    summary.append('\n');
    String when = CalendarTimes.of(entry);
    summary.append(when.isEmpty() ? "" : "When: " + when + "\n");
    String last = String.join("; ", whereAndWho(entry, method));
    if (!last.isEmpty()) {
      summary.append(Character.toUpperCase(last.charAt(0))).append(last, 1, last.length());
      summary.append('\n');
    }
    return summary.toString();
  }

  private static String kind(String method, List<Line> entry) {
    boolean task = entry.get(0).value().equalsIgnoreCase("VTODO");
    return switch (method) {
      case "REQUEST" -> task ? "Task for you" : "Invitation";
      case "CANCEL" -> "Cancelled";
      case "REPLY" -> "Reply to an invitation";
      case "COUNTER" -> "Another time is proposed";
      case "DECLINECOUNTER" -> "The other time is declined";
      default -> task ? "Task" : "Event";
    };
  }

  private static List<String> whereAndWho(List<Line> entry, String method) {
    List<String> parts = new ArrayList<>();
    String where = text(entry, "LOCATION");
    if (!where.isEmpty()) {
      parts.add("where: " + where);
    }
    Line organiser = CalendarLines.find(entry, "ORGANIZER");
    if (organiser != null) {
      parts.add("organiser: " + person(organiser));
    }
    Line attendee = CalendarLines.find(entry, "ATTENDEE");
    if (attendee != null && (method.equals("REPLY") || method.equals("COUNTER"))) {
      parts.add(participation(attendee.parameter("PARTSTAT")) + " by " + person(attendee));
    }
    return parts;
  }

  private static String participation(@Nullable String status) {
    return switch (status == null ? "" : status.toUpperCase(Locale.ROOT)) {
      case "ACCEPTED" -> "accepted";
      case "DECLINED" -> "declined";
      case "TENTATIVE" -> "accepted provisionally";
      case "DELEGATED" -> "passed on to another";
      default -> "answered";
    };
  }

  private static String person(Line line) {
    String address = line.value().replaceFirst("(?i)^mailto:", "").strip();
    String name = line.parameter("CN");
    boolean named = name != null && !name.isBlank() && !name.equalsIgnoreCase(address);
    return oneLine(named ? name + " <" + address + ">" : address);
  }

  private static String text(List<Line> entry, String name) {
    Line line = CalendarLines.find(entry, name);
    return line == null ? "" : oneLine(line.text());
  }

  private static String oneLine(String text) {
    return StrangersText.atMost(LONGEST, StrangersText.line(text));
  }
}

package icloudmail.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The content lines of a calendar (RFC 5545 section 3.1). */
final class CalendarLines {
  private static final Pattern NAME = Pattern.compile("\\s*([A-Za-z0-9-]+)");
  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*([A-Za-z0-9-]+)=((?:\"[^\"]*\"|[^\":;]*)*+)");

  private CalendarLines() {}

  /**
   * One line.
   *
   * @param name upper case
   */
  record Line(String name, Map<String, String> parameters, String value) {
    @Nullable String parameter(String parameter) {
      return parameters.get(parameter);
    }

    /** The value without the backslashes of section 3.3.11. */
    String text() {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c == '\\' && i + 1 < value.length()) {
          char escaped = value.charAt(++i);
          text.append(escaped == 'n' || escaped == 'N' ? '\n' : escaped);
        } else {
          text.append(c);
        }
      }
      return text.toString();
    }
  }

  static List<Line> read(byte[] octets, @Nullable String charset) {
    List<Line> lines = new ArrayList<>();
    new String(unfolded(octets), charset(charset))
        .lines()
        .forEach(
            written -> {
              Line line = line(written);
              if (line != null) {
                lines.add(line);
              }
            });
    return lines;
  }

  /** The lines of each event, or else of each task, from BEGIN on; not those of its alarms. */
  static List<List<Line>> entries(List<Line> calendar) {
    List<List<Line>> events = entries(calendar, "VEVENT");
    return events.isEmpty() ? entries(calendar, "VTODO") : events;
  }

  private static List<List<Line>> entries(List<Line> calendar, String component) {
    List<List<Line>> entries = new ArrayList<>();
    List<Line> entry = null;
    int inner = 0;
    for (Line line : calendar) {
      boolean begins = line.name.equals("BEGIN");
      boolean ends = line.name.equals("END");
      boolean own = line.value.strip().equalsIgnoreCase(component);
      if (begins && own) {
        entry = new ArrayList<>(List.of(line));
        entries.add(entry);
        inner = 0;
      } else if (ends && own) {
        entry = null;
      } else if (entry != null) {
        inner += begins ? 1 : ends ? -1 : 0;
        if (inner == 0 && !ends) {
          entry.add(line);
        }
      }
    }
    return entries;
  }

  /** The first of this name, or null. */
  static @Nullable Line find(List<Line> lines, String name) {
    return lines.stream().filter(line -> line.name.equals(name)).findFirst().orElse(null);
  }

  /** The value of the first of this name, or nothing. */
  static String value(List<Line> lines, String name) {
    Line line = find(lines, name);
    return line == null ? "" : line.value.strip();
  }

  private static @Nullable Line line(String written) {
    Matcher name = NAME.matcher(written);
    if (!name.lookingAt()) {
      return null;
    }
    Map<String, String> parameters = new TreeMap<>();
    int at = name.end();
    Matcher parameter = PARAMETER.matcher(written).region(at, written.length());
    while (parameter.lookingAt()) {
      parameters.put(
          parameter.group(1).toUpperCase(Locale.ROOT), parameter.group(2).replace("\"", ""));
      at = parameter.end();
      parameter.region(at, written.length());
    }
    return at < written.length() && written.charAt(at) == ':'
        ? new Line(name.group(1).toUpperCase(Locale.ROOT), parameters, written.substring(at + 1))
        : null;
  }

  /** Lines are folded by octets, so in the middle of characters too. */
  private static byte[] unfolded(byte[] octets) {
    ByteArrayOutputStream unfolded = new ByteArrayOutputStream(octets.length);
    for (int i = 0; i < octets.length; i++) {
      int end = octets[i] == '\r' && i + 1 < octets.length && octets[i + 1] == '\n' ? i + 1 : i;
      boolean folded =
          octets[end] == '\n'
              && end + 1 < octets.length
              && (octets[end + 1] == ' ' || octets[end + 1] == '\t');
      if (folded) {
        i = end + 1;
      } else {
        unfolded.write(octets[i]);
      }
    }
    return unfolded.toByteArray();
  }

  /** UTF-8 is the standard of calendars (section 3.1.4). */
  private static Charset charset(@Nullable String name) {
    try {
      Charset named = name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
      return named.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : named;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }
}

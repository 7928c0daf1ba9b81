package icloudmail.model;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a response repeats of the original under one's own text, as Apple's Mail does it. Dates are
 * those that the writer's clock and zone told.
 *
 * @param heading the lines that say whose words follow
 * @param text the original's readable text, its lines ended by {@code \n}
 * @param quoted whether each of its lines is marked as a quotation
 */
public record Citation(List<String> heading, String text, boolean quoted) {
  private static final int LONGEST_NAME = 200;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu, 'at' HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM uuuu 'at' HH:mm:ss Z", Locale.ENGLISH);

  public Citation {
    heading = List.copyOf(heading);
  }

  /** The text as a quotation, below the line that says who wrote it and when. */
  public static Citation quote(Envelope original, String text) {
    String when = original.date() == null ? "" : "On " + DAY.format(original.date()) + ", ";
    String who = original.from().isEmpty() ? "somebody" : name(original.from().get(0));
    return new Citation(List.of(when + who + " wrote:"), StrangersText.lines(text), true);
  }

  /** The text below what its header says. */
  public static Citation forward(Envelope original, String text) {
    List<String> heading = new ArrayList<>();
    add(heading, "From", names(original.from()));
    add(heading, "Subject", original.subject());
    add(heading, "Date", original.date() == null ? null : MOMENT.format(original.date()));
    add(heading, "To", names(original.to()));
    add(heading, "Cc", names(original.cc()));
    return new Citation(heading, StrangersText.lines(text), false);
  }

  /** The lines of the text as they stand in plain text and in Markdown. */
  public String lines() {
    if (!quoted) {
      return text;
    }
    return text.lines().map(Citation::marked).collect(Collectors.joining());
  }

  private static String marked(String line) {
    String mark = line.isEmpty() || line.startsWith(">") ? ">" : "> ";
    return mark + line + "\n";
  }

  private static void add(List<String> heading, String field, @Nullable String value) {
    String line = value == null ? "" : StrangersText.line(value);
    if (!line.isEmpty()) {
      heading.add(field + ": " + line);
    }
  }

  private static String names(List<Address> addresses) {
    return addresses.stream().map(Citation::name).collect(Collectors.joining(", "));
  }

  private static String name(Address address) {
    String line = StrangersText.line(ShownAddress.full(address));
    return line.isEmpty() ? "somebody" : StrangersText.atMost(LONGEST_NAME, line);
  }
}

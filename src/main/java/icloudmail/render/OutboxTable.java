package icloudmail.render;

import icloudmail.model.OutboxItem;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Messages of the outbox as aligned columns on a terminal, each with the reason below it. */
final class OutboxTable {
  private static final int ID = 8;
  private static final int STATE = 14;
  private static final int SINCE = 12;
  private static final int TO = 24;
  private static final int NARROW = 72;
  private static final int NARROWEST_SUBJECT = 8;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.US);

  private final Terminal terminal;
  private final Clock clock;
  private boolean begun;

  OutboxTable(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  /** A row; before the first stands the heading. */
  String of(OutboxItem item) {
    String subject = item.submission().subject();
    String row =
        row(
            item.id(),
            item.state().word(),
            DATE.format(ZonedDateTime.ofInstant(item.tried(), clock.getZone())),
            String.join(", ", item.recipients()),
            subject == null ? "(no subject)" : subject);
    String heading = begun ? "" : dim(row("ID", "STATE", "SINCE", "TO", "SUBJECT"));
    begun = true;
    String reason =
        item.reason() == null ? "" : dim(" ".repeat(ID + 2) + DisplayText.line(item.reason()));
    return heading + row + "\n" + reason;
  }

  private String row(String id, String state, String since, String to, String subject) {
    String row = DisplayText.fit(id, ID) + "  " + DisplayText.fit(state, STATE) + "  ";
    if (terminal.width() >= NARROW) {
      row += DisplayText.fit(since, SINCE) + "  ";
    }
    row += DisplayText.fit(DisplayText.line(to), TO) + "  ";
    int left = Math.max(NARROWEST_SUBJECT, terminal.width() - row.length());
    return row + DisplayText.fit(DisplayText.line(subject), left).stripTrailing();
  }

  private String dim(String row) {
    return (terminal.color() ? "\u001B[2m" + row + "\u001B[0m" : row) + "\n";
  }
}

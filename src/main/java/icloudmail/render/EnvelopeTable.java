package icloudmail.render;

import icloudmail.model.Address;
import icloudmail.model.Envelope;
import icloudmail.model.Flag;
import icloudmail.model.Listing;
import icloudmail.model.Reference;
import icloudmail.model.ShownAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Envelopes as aligned columns on a terminal: UID, flags, date, from, subject, size. */
final class EnvelopeTable {
  private static final int FROM = 24;
  private static final int NARROW = 72;
  private static final int FROM_WHERE_NARROW = 14;
  private static final int DATE = 10;
  private static final int SIZE = 7;
  private static final int FLAGS = 3;
  private static final int WIDEST_FOLDER = 16;
  private static final int NARROW_FOLDER = 8;
  private static final int NARROWEST_SUBJECT = 4;

  /** Narrower terminals do without a column each, so that no row is broken. */
  private static final int WITH_SIZE = 60;

  private static final int WITH_DATE = 50;
  private static final int WITH_FROM = 36;
  private static final int DEEPEST = 8;
  private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter THIS_YEAR =
      DateTimeFormatter.ofPattern("d MMM", Locale.US);

  private final Terminal terminal;
  private final Clock clock;
  private int uidWidth;
  private int folderWidth;

  EnvelopeTable(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  /**
   * A piece of the table; the first has the heading, and sets the widths of UIDs and folders. Where
   * several folders were looked into, each row names its own.
   */
  String of(Listing piece) {
    List<Envelope> envelopes = piece.envelopes();

    StringBuilder table = new StringBuilder();
    if (uidWidth == 0) {
      uidWidth = "UID".length();
      int widestFolder = terminal.width() < WITH_SIZE ? NARROW_FOLDER : WIDEST_FOLDER;
      folderWidth = piece.scope().single() ? 0 : "FOLDER".length();
      for (Envelope envelope : envelopes) {
        Reference reference = envelope.reference();
        uidWidth = Math.max(uidWidth, Long.toString(reference.uid()).length());
        int folder = Math.min(widestFolder, DisplayText.width(reference.folder()));
        folderWidth = folderWidth == 0 ? 0 : Math.max(folderWidth, folder);
      }
      table.append(dim(row("UID", "FOLDER", "", "DATE", "FROM", "SUBJECT", "SIZE")));
    }
    for (Envelope each : envelopes) {
      String row =
          row(
              Long.toString(each.reference().uid()),
              each.reference().folder(),
              marks(each),
              date(each),
              from(each),
              subject(each),
              Sizes.human(each.size()));
      table.append(each.unread() ? bold(row) : row);
      if (each.snippet() != null && !each.snippet().isBlank()) {
        table.append(dim(snippet(each.snippet())));
      }
    }
    return table.toString();
  }

  private String row(
      String uid,
      String folder,
      String marks,
      String date,
      String from,
      String subject,
      String size) {
    int width = terminal.width();
    List<String> columns = new ArrayList<>();
    columns.add(right(uid, uidWidth));
    if (folderWidth > 0) {
      columns.add(DisplayText.fit(DisplayText.line(folder), folderWidth));
    }
    columns.add(DisplayText.fit(marks, FLAGS));
    if (width >= WITH_DATE) {
      columns.add(DisplayText.fit(date, DATE));
    }
    if (width >= WITH_FROM) {
      int fromWidth = width < NARROW ? FROM_WHERE_NARROW : FROM;
      columns.add(DisplayText.fit(DisplayText.line(from), fromWidth));
    }
    String before = String.join("  ", columns) + "  ";
    String after = width < WITH_SIZE ? "" : "  " + right(size, SIZE);
    int room = width - DisplayText.width(before) - after.length();
    return before
        + DisplayText.fit(DisplayText.line(subject), Math.max(NARROWEST_SUBJECT, room))
        + after
        + "\n";
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  /** An answer stands further to the right than what it answers. */
  private static String subject(Envelope envelope) {
    String subject = envelope.subject() == null ? "(no subject)" : envelope.subject();
    int depth = envelope.depth() == null ? 0 : envelope.depth();
    return depth == 0 ? subject : "  ".repeat(Math.min(depth, DEEPEST) - 1) + "└ " + subject;
  }

  private String snippet(String snippet) {
    String indent = " ".repeat(uidWidth + 2);
    int width = Math.max(NARROWEST_SUBJECT, terminal.width() - indent.length());
    return indent + DisplayText.fit(DisplayText.line(snippet), width).stripTrailing() + "\n";
  }

  /** N unread, ! flagged, r answered. */
  private static String marks(Envelope envelope) {
    return (envelope.unread() ? "N" : " ")
        + (envelope.has(Flag.FLAGGED) ? "!" : " ")
        + (envelope.has(Flag.ANSWERED) ? "r" : " ");
  }

  private String date(Envelope envelope) {
    Instant instant = envelope.received();
    if (instant == null) {
      return "";
    }
    ZonedDateTime received = instant.atZone(clock.getZone());
    LocalDate today = LocalDate.now(clock);
    if (received.toLocalDate().equals(today)) {
      return TODAY.format(received);
    }
    return received.getYear() == today.getYear()
        ? THIS_YEAR.format(received)
        : received.toLocalDate().toString();
  }

  private static String from(Envelope envelope) {
    List<Address> from = envelope.from();
    return from.isEmpty() ? "(unknown)" : ShownAddress.brief(from.get(0));
  }

  private String bold(String row) {
    return styled(row, "\u001B[1m");
  }

  private String dim(String row) {
    return styled(row, "\u001B[2m");
  }

  private String styled(String row, String code) {
    return terminal.color() ? code + row.substring(0, row.length() - 1) + "\u001B[0m\n" : row;
  }
}

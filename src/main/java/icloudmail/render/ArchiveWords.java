package icloudmail.render;

import icloudmail.model.ArchivedFolder;
import icloudmail.model.Difference;
import icloudmail.model.ExportSummary;
import icloudmail.model.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an export and the examination of an archive tell, in words. */
public final class ArchiveWords {
  private ArchiveWords() {}

  static String of(ArchivedFolder folder) {
    return folder.folder()
        + ": "
        + done(folder.added(), folder.bytes(), folder.reflagged())
        + ", "
        + String.format(Locale.ROOT, "%,d held in ", folder.held())
        + folder.path();
  }

  /** One line, for example {@code 12 new messages, 3.4 MB, in 2 folders and 1.7 s (2.0 MB/s)}. */
  public static String of(ExportSummary summary) {
    double seconds = Math.max(summary.took().toMillis(), 1) / 1000.0;
    String folders = summary.folders() == 1 ? "1 folder" : summary.folders() + " folders";
    String rate = Sizes.human((long) (summary.bytes() / seconds)) + "/s";
    return done(summary.added(), summary.bytes(), summary.reflagged())
        + String.format(Locale.ROOT, ", in %s and %.1f s", folders, seconds)
        + (summary.bytes() == 0 ? "" : " (" + rate + ")");
  }

  static String of(Difference difference) {
    String what =
        difference.path() == null
            ? String.valueOf(difference.reference())
            : difference.path().toString();
    return difference.kind().word() + ": " + what + ": " + difference.detail();
  }

  /** One line, for example {@code 120 messages held, no difference}. */
  public static String of(Verification found) {
    String held = String.format(Locale.ROOT, "%,d messages held, ", found.held());
    if (found.damaged() == 0 && found.others() == 0) {
      return held + "no difference";
    }
    return held
        + String.format(
            Locale.ROOT,
            "%,d damaged or missing, %,d other differences",
            found.damaged(),
            found.others());
  }

  private static String done(long added, long bytes, long reflagged) {
    List<String> parts = new ArrayList<>();
    if (added == 0 && reflagged == 0) {
      parts.add("nothing new");
    }
    if (added > 0) {
      String messages = added == 1 ? "1 new message" : "%,d new messages";
      parts.add(String.format(Locale.ROOT, messages, added) + ", " + Sizes.human(bytes));
    }
    if (reflagged > 0) {
      parts.add(String.format(Locale.ROOT, "%,d with other flags", reflagged));
    }
    return String.join(", ", parts);
  }
}

package icloudmail.store;

import icloudmail.model.Original;
import icloudmail.model.OutboxItem;
import icloudmail.model.OutboxItem.State;
import icloudmail.model.Reference;
import icloudmail.model.SendPolicy;
import icloudmail.model.Submission;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a message in the outbox: a line {@code key: value} each, values
 * percent-encoded where they must be, and an empty line.
 */
final class SpoolHeader {
  private static final String FORM = "icloud-mail-outbox";
  private static final String VERSION = "1";
  private static final String SIZE = "size";

  /** As many digits as any size has, so that it can be filled in when it is known. */
  private static final String NO_SIZE = "0".repeat(19);

  private SpoolHeader() {}

  /** The header of a message whose size is not known yet. */
  static String of(OutboxItem item) {
    StringBuilder lines = new StringBuilder(FORM + ": " + VERSION + "\n" + SIZE + ": " + NO_SIZE);
    lines.append('\n');
    Submission submission = item.submission();
    put(lines, "account", item.account());
    put(lines, "login", item.login());
    put(lines, "created", item.created().toString());
    put(lines, "message-id", submission.messageId());
    put(lines, "message-id-made", Boolean.toString(submission.madeId()));
    put(lines, "from", submission.from());
    put(lines, "to", Spelling.list(submission.recipients()));
    put(lines, "subject", submission.subject());
    Original original = submission.original();
    if (original != null) {
      put(lines, original.forwarded() ? "forwards" : "answers", original.reference().toString());
    }
    put(lines, "queue", Boolean.toString(item.policy().queue()));
    put(lines, "copy", Boolean.toString(item.policy().copy()));
    put(lines, "once", item.policy().once());
    return lines.append('\n').toString();
  }

  /** Where the digits of the size begin, in octets. */
  static int sizeAt() {
    return (FORM + ": " + VERSION + "\n" + SIZE + ": ").length();
  }

  /** The size as it is filled in. */
  static String size(long size) {
    String digits = Long.toString(size);
    return NO_SIZE.substring(digits.length()) + digits;
  }

  /**
   * Reads the header.
   *
   * @param lines without the empty one
   * @throws IOException where it is none
   */
  static OutboxItem read(String id, List<String> lines) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(": ");
      if (colon < 0) {
        throw new IOException("'" + line + "' is no line of it");
      }
      values.put(line.substring(0, colon), line.substring(colon + 2));
    }
    if (!VERSION.equals(values.get(FORM))) {
      throw new IOException("it is not of version " + VERSION);
    }
    try {
      Submission submission =
          new Submission(
              need(values, "message-id"),
              // before this line was written nobody noted whose it was
              Boolean.parseBoolean(text(values, "message-id-made")),
              need(values, "from"),
              Spelling.items(need(values, "to")),
              text(values, "subject"),
              original(values));
      SendPolicy policy =
          new SendPolicy(
              Boolean.parseBoolean(need(values, "queue")),
              Boolean.parseBoolean(need(values, "copy")),
              text(values, "once"));
      Instant created = Instant.parse(need(values, "created"));
      return new OutboxItem(
          id,
          State.FAILED,
          need(values, "account"),
          need(values, "login"),
          submission,
          List.of(),
          policy,
          created,
          0,
          0,
          false,
          created,
          Long.parseLong(need(values, SIZE)),
          null);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static @Nullable Original original(Map<String, String> values) {
    String answers = text(values, "answers");
    String forwards = text(values, "forwards");
    String reference = answers == null ? forwards : answers;
    return reference == null
        ? null
        : Reference.parse(reference).map(each -> new Original(each, answers == null)).orElse(null);
  }

  private static void put(StringBuilder lines, String key, @Nullable String value) {
    if (value != null) {
      lines.append(key).append(": ").append(Spelling.plain(value)).append('\n');
    }
  }

  private static @Nullable String text(Map<String, String> values, String key) {
    String value = values.get(key);
    return value == null ? null : Spelling.raw(value);
  }

  private static String need(Map<String, String> values, String key) throws IOException {
    String value = text(values, key);
    if (value == null) {
      throw new IOException("it has no line '" + key + "'");
    }
    return value;
  }
}

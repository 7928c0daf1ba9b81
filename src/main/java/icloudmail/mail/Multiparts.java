package icloudmail.mail;

import icloudmail.mail.Boundaries.Range;
import icloudmail.mail.Boundaries.Split;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.SharedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A multipart taken apart, as well as it can be: where its boundary is not named or does not occur,
 * by the one that its body seems to have.
 *
 * @param parts in the order in which they are read: the root of a related one comes first
 * @param before text ahead of the first part, where it may be more than a note to old readers
 * @param remarks what is wrong with it
 * @param cut the part whose end is missing, or null; where that holds parts itself, it is one of
 *     those
 */
record Multiparts(
    List<MimePart> parts, String before, List<String> remarks, @Nullable MimePart cut) {
  /** The remark on one without parts. */
  static final String EMPTY = "what should hold parts of the message is empty";

  private static final int MOST_BEFORE = 100_000;

  /**
   * The parts of {@code part}, or null where it can't be taken apart.
   *
   * @param most how many parts there may be; the last of them has all that follows
   * @param room for their headers
   */
  static @Nullable Multiparts read(MimePart part, PartFields fields, int most, HeaderRoom room)
      throws MessagingException {
    try {
      Multiparts plain = read(NestedContent.raw(part), fields, most, room);
      SharedInputStream decoded = plain == null ? NestedContent.decoded(part) : null;
      return decoded == null ? plain : read(decoded, fields, most, room);
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable Multiparts read(
      SharedInputStream body, PartFields fields, int most, HeaderRoom room)
      throws IOException, MessagingException {
    String named = fields.parameter("boundary");
    List<String> remarks = new ArrayList<>();
    Split split = named == null ? null : split(body, named, most);
    boolean guessed = split == null;
    if (split == null) {
      String guess = guess(body);
      split = guess == null ? null : split(body, guess, most);
      remarks.add(
          named == null
              ? "the message does not say how its parts are divided; that was guessed"
              : "the message names a wrong division of its parts; the right one was guessed");
    }
    if (split == null) {
      return null;
    }
    if (!split.closed()) {
      remarks.add("the end of the message is missing, or the end of a part of it");
    }
    if (split.parts().isEmpty()) {
      remarks.add(EMPTY);
    }
    List<MimePart> parts = new ArrayList<>();
    for (Range range : split.parts()) {
      parts.add(new ReceivedPart(body, range, room));
    }
    MimePart last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
    boolean cut = last != null && !split.closed() && !isMultipart(last);
    if (fields.type().equals("multipart/related")) {
      rootFirst(parts, fields.parameter("start"));
    }
    return new Multiparts(
        parts, guessed ? before(body, split.first()) : "", remarks, cut ? last : null);
  }

  private static @Nullable Split split(SharedInputStream body, String boundary, int most)
      throws IOException {
    try (InputStream in = body.newStream(0, -1)) {
      return Boundaries.split(in, boundary, most);
    }
  }

  private static @Nullable String guess(SharedInputStream body) throws IOException {
    try (InputStream in = body.newStream(0, -1)) {
      return Boundaries.guess(in);
    }
  }

  private static String before(SharedInputStream body, long end) throws IOException {
    try (InputStream in = body.newStream(0, Math.min(end, MOST_BEFORE))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.replace("\r\n", "\n").strip();
    }
  }

  private static boolean isMultipart(MimePart part) throws MessagingException {
    return PartFields.isMultipart(PartFields.of(part, "text/plain").type());
  }

  /** RFC 2387 section 3.2. */
  private static void rootFirst(List<MimePart> parts, @Nullable String start)
      throws MessagingException {
    for (int i = 1; start != null && i < parts.size(); i++) {
      if (start.equals(PartFields.of(parts.get(i), "text/plain").contentId())) {
        parts.add(0, parts.remove(i));
        return;
      }
    }
  }
}

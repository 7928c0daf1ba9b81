package icloudmail.mail;

import icloudmail.model.Address;
import icloudmail.model.Envelope;
import icloudmail.model.Reference;
import icloudmail.model.UidRange;
import jakarta.mail.Flags;
import jakarta.mail.internet.InternetHeaders;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.BODYSTRUCTURE;
import org.eclipse.angus.mail.imap.protocol.FLAGS;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.jspecify.annotations.Nullable;

/**
 * Makes an envelope of a FETCH row. It asks for header fields and not for ENVELOPE, whose row
 * iCloud breaks or leaves out (icloud-facts 2).
 */
final class EnvelopeReader {
  /** What a row needs besides its header, in one FETCH. */
  static final String ITEMS = "UID FLAGS INTERNALDATE RFC822.SIZE";

  private static final String HEADER =
      " BODY.PEEK[HEADER.FIELDS (DATE FROM TO CC REPLY-TO SUBJECT MESSAGE-ID IN-REPLY-TO"
          + " REFERENCES DELIVERED-TO X-ORIGINAL-TO)]";

  /** Octets of a header that is asked for in part. */
  private static final int PART = 64 << 10;

  /** Octets of a list: some two thousand addresses. Each takes many times as much of memory. */
  private static final int LONGEST_LIST = 64 << 10;

  /** The FETCH items of a list. */
  static final String LIST_ITEMS = "(" + ITEMS + HEADER + ")";

  /** The same of a header that is too long to be answered whole: its beginning. */
  static final String SHORT_ITEMS = "(" + ITEMS + HEADER + "<0." + PART + ">)";

  /** The same as a list's with what tells the attachments. */
  static final String STRUCTURE_ITEMS = "(" + ITEMS + " BODYSTRUCTURE" + HEADER + ")";

  private static final Map<Flags.Flag, String> SYSTEM_FLAGS =
      Map.of(
          Flags.Flag.ANSWERED, "\\Answered",
          Flags.Flag.DELETED, "\\Deleted",
          Flags.Flag.DRAFT, "\\Draft",
          Flags.Flag.FLAGGED, "\\Flagged",
          Flags.Flag.SEEN, "\\Seen");

  private EnvelopeReader() {}

  /**
   * The envelope of a row that carries a header; empty for other rows, such as the unsolicited
   * FETCH that iCloud sends at any moment after a flag changed (icloud-facts 2).
   */
  static Optional<Envelope> read(FetchResponse row, String folder, long uidValidity) {
    BODY header = row.getItem(BODY.class);
    UID uid = row.getItem(UID.class);
    if (header == null || uid == null || !UidRange.isUid(uid.uid)) {
      return Optional.empty();
    }
    InputStream bytes = header.getByteArrayInputStream();
    return Optional.of(
        read(
            row,
            new Reference(folder, uidValidity, uid.uid),
            bytes == null ? new ByteArrayInputStream(new byte[0]) : bytes));
  }

  /** Octets of the header in {@code row}, of which the envelope is made. */
  static int weight(FetchResponse row) {
    BODY header = row.getItem(BODY.class);
    ByteArray octets = header == null ? null : header.getByteArray();
    return octets == null ? 0 : octets.getCount();
  }

  /** The envelope of {@code row}, its header read from elsewhere. */
  static Envelope read(FetchResponse row, Reference reference, InputStream header) {
    InternetHeaders fields = fields(header);
    INTERNALDATE received = row.getItem(INTERNALDATE.class);
    RFC822SIZE size = row.getItem(RFC822SIZE.class);
    BODYSTRUCTURE structure = row.getItem(BODYSTRUCTURE.class);
    return new Envelope(
        reference,
        first(HeaderText.messageIds(one(fields, "Message-ID"))),
        HeaderText.date(one(fields, "Date")),
        received == null ? null : instant(received),
        addresses(fields, "From"),
        addresses(fields, "To"),
        addresses(fields, "Cc"),
        addresses(fields, "Reply-To"),
        decoded(one(fields, "Subject")),
        flags(row.getItem(FLAGS.class)),
        size == null ? 0 : size.size,
        messageIds(fields, "In-Reply-To"),
        messageIds(fields, "References"),
        deliveredTo(fields),
        structure == null ? null : Structure.attachments(structure),
        null,
        null);
  }

  private static InternetHeaders fields(InputStream header) {
    try {
      return new ReceivedHeader(new BufferedInputStream(header), new HeaderRoom());
    } catch (IOException e) {
      return new InternetHeaders();
    }
  }

  static Instant instant(INTERNALDATE received) {
    return received.getDate().toInstant();
  }

  private static @Nullable String deliveredTo(InternetHeaders fields) {
    String value = one(fields, "Delivered-To");
    String original = value == null ? one(fields, "X-Original-To") : value;
    return original == null ? null : HeaderText.characters(original).strip();
  }

  private static @Nullable String one(InternetHeaders fields, String name) {
    String[] values = fields.getHeader(name);
    return values == null ? null : values[0];
  }

  /** Several fields of one name count as one. */
  private static List<Address> addresses(InternetHeaders fields, String name) {
    return HeaderText.addresses(list(fields.getHeader(name, ","), ','));
  }

  private static List<String> messageIds(InternetHeaders fields, String name) {
    return HeaderText.messageIds(list(one(fields, name), '<'));
  }

  /** One that is too long ends where its last member would begin: half of it may be another. */
  private static @Nullable String list(@Nullable String all, char between) {
    if (all == null || all.length() <= LONGEST_LIST) {
      return all;
    }
    int end = all.lastIndexOf(between, LONGEST_LIST);
    return all.substring(0, end < 0 ? LONGEST_LIST : end);
  }

  private static @Nullable String decoded(@Nullable String raw) {
    return raw == null ? null : HeaderText.decode(raw).strip();
  }

  private static @Nullable String first(List<String> values) {
    return values.isEmpty() ? null : values.get(0);
  }

  /** As the server spells them; {@code \\Recent} is left out. */
  static List<String> flags(@Nullable FLAGS flags) {
    List<String> result = new ArrayList<>();
    if (flags != null) {
      for (Flags.Flag flag : flags.getSystemFlags()) {
        // \Recent is not listed: it tells of this connection, not of the message
        String keyword = SYSTEM_FLAGS.get(flag);
        if (keyword != null) {
          result.add(keyword);
        }
      }
      result.addAll(List.of(flags.getUserFlags()));
    }
    result.sort(null);
    return result;
  }
}

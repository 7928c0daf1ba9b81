package icloudmail.render;

/** What is shown of a message. */
public enum View {
  /** The usual headers, the readable text, the list of attachments. */
  TEXT,
  /** The HTML part as it came. */
  HTML,
  /** Every header field, decoded. */
  HEADERS
}

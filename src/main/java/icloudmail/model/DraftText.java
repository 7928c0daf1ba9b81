package icloudmail.model;

import org.jspecify.annotations.Nullable;

/**
 * The text of a message as its writer typed it.
 *
 * @param source with line ends of any kind
 * @param editor where the writer looks it over before it goes, or null
 * @param piped whether it came once and cannot be had again
 */
public record DraftText(Form form, String source, @Nullable Editor editor, boolean piped) {
  /** A text that its writer has. */
  public DraftText(Form form, String source, @Nullable Editor editor) {
    this(form, source, editor, false);
  }

  /** The language that the text is written in. */
  public enum Form {
    /** As it is. */
    PLAIN,
    /** HTML; the plain text is derived from it. */
    HTML,
    /** CommonMark with tables; it is the plain text, and HTML is made of it. */
    MARKDOWN
  }

  /** Plain text that goes as it is. */
  public static DraftText plain(String source) {
    return new DraftText(Form.PLAIN, source, null);
  }

  /** The same text in other words, looked over by now. */
  public DraftText edited(String text) {
    return new DraftText(form, text, null, piped);
  }
}

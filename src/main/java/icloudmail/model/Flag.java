package icloudmail.model;

/** The system flags of RFC 3501 section 2.3.2, and a keyword that mail programs agree on. */
public enum Flag {
  SEEN("\\Seen"),
  FLAGGED("\\Flagged"),
  ANSWERED("\\Answered"),
  DRAFT("\\Draft"),
  DELETED("\\Deleted"),
  /** RFC 5788 registers it; iCloud keeps it (icloud-facts 7). */
  FORWARDED("$Forwarded");

  private final String keyword;

  Flag(String keyword) {
    this.keyword = keyword;
  }

  /** As it stands in a message's flags, for example {@code \Seen}. */
  public String keyword() {
    return keyword;
  }
}

package icloudmail.model;

/** The system flags of RFC 3501 section 2.3.2 that a query can ask for. */
public enum Flag {
  SEEN("\\Seen"),
  FLAGGED("\\Flagged"),
  ANSWERED("\\Answered"),
  DRAFT("\\Draft"),
  DELETED("\\Deleted");

  private final String keyword;

  Flag(String keyword) {
    this.keyword = keyword;
  }

  /** As it stands in a message's flags, for example {@code \Seen}. */
  public String keyword() {
    return keyword;
  }
}

package icloudmail.model;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The one checked failure of the program: what happened, of which kind, and the next step. */
public final class MailException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The closed set of failures; each has one exit code, and a word of its own in JSON. */
  public enum Kind {
    /** A named message is not there. */
    NOT_FOUND,
    /** The command line or the query is wrong. */
    USAGE,
    /** A message, a recipient or a reference is refused for good, or a part cannot be decoded. */
    REFUSED,
    /** A file that should be read is missing or unreadable. */
    NO_INPUT,
    /** The service refuses for good: policy, limits. */
    SERVICE_REFUSED,
    /** The service takes no more for today. */
    LIMIT,
    /** A defect of this program. */
    INTERNAL,
    /** A file or directory cannot be made. */
    CANNOT_CREATE,
    /** Reading or writing failed on the way. */
    IO,
    /** Network, time-out, busy server: worth another try later. */
    TEMPORARY,
    /** The server broke the protocol. */
    PROTOCOL,
    /** Nobody knows whether the message was taken; never to be sent again unseen. */
    UNKNOWN_OUTCOME,
    /** The login was refused. */
    AUTH,
    /** Configuration or credential is missing, wrong or unsafe. */
    CONFIGURATION
  }

  private final Kind kind;
  private final @Nullable String hint;

  public MailException(Kind kind, String message) {
    this(kind, message, null, null);
  }

  /**
   * @param hint the next step for the user, a sentence, or null
   */
  public MailException(Kind kind, String message, @Nullable String hint) {
    this(kind, message, hint, null);
  }

  /**
   * @param hint the next step for the user, a sentence, or null
   */
  public MailException(
      Kind kind, String message, @Nullable String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.hint = hint;
  }

  public Kind kind() {
    return kind;
  }

  /** The next step for the user, or null. */
  public @Nullable String hint() {
    return hint;
  }

  /** What happened; never null. */
  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? kind.name() : message;
  }

  /** The same failure, with one more sentence after its next step. */
  public MailException also(String more) {
    return new MailException(kind, getMessage(), hint == null ? more : hint + " " + more, this);
  }

  /** The same failure, its message in other words. */
  public MailException rephrased(UnaryOperator<String> words) {
    return new MailException(kind, words.apply(getMessage()), hint, getCause());
  }
}

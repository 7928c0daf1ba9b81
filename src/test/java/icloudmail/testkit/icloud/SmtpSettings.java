package icloudmail.testkit.icloud;

import icloudmail.testkit.MailServers;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What an account may send and to whom, and how the server behaves that is not a fault. */
public final class SmtpSettings {
  /** Whether the day's messages are used up; the end of DATA is told so. */
  public enum Limit {
    NONE,
    /** 550, as Apple once wrote it. */
    PERMANENT,
    /** The same text with 450. */
    TEMPORARY
  }

  private static final Set<String> OWN =
      Set.of(MailServers.LOGIN, "jo@me.com", "jo@mac.com", "jo.alias@icloud.com", "jo@doe.example");

  private final Set<String> own = ConcurrentHashMap.newKeySet();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final Set<String> extensions = ConcurrentHashMap.newKeySet();
  private volatile boolean withholdsReplies;
  private volatile boolean filesSentCopy;
  private volatile boolean checksHeaderFrom;
  private volatile Limit limit = Limit.NONE;

  SmtpSettings() {
    reset();
  }

  /** One more address of the account: From may be it, and mail to it goes to INBOX. */
  public SmtpSettings ownAddress(String address) {
    own.add(lower(address));
    return this;
  }

  /** The address is the account's no longer. */
  public SmtpSettings foreignAddress(String address) {
    own.remove(lower(address));
    return this;
  }

  /** Whether each message sent is put into Sent Messages, which Apple is not known to do. */
  public SmtpSettings filesSentCopy(boolean files) {
    filesSentCopy = files;
    return this;
  }

  /** Whether a foreign header From is refused after DATA. */
  public SmtpSettings checksHeaderFrom(boolean checks) {
    checksHeaderFrom = checks;
    return this;
  }

  public SmtpSettings dailyLimit(Limit reached) {
    limit = reached;
    return this;
  }

  /** Refuses this recipient for good. */
  public SmtpSettings refuseRecipient(String address) {
    refused.add(lower(address));
    return this;
  }

  /** Offers no such extension, {@code "PIPELINING"}. */
  public SmtpSettings withoutExtension(String name) {
    extensions.add(name);
    return this;
  }

  /**
   * Whether MAIL and RCPT are answered only when DATA has come, as RFC 2920 section 3.1 allows: one
   * who waits for an answer before that waits in vain.
   */
  public SmtpSettings withholdsReplies(boolean withholds) {
    withholdsReplies = withholds;
    return this;
  }

  /** As it was at first. */
  public void reset() {
    extensions.clear();
    withholdsReplies = false;
    own.clear();
    own.addAll(OWN);
    refused.clear();
    filesSentCopy = false;
    checksHeaderFrom = false;
    limit = Limit.NONE;
  }

  boolean owns(String address) {
    return own.contains(lower(address));
  }

  boolean refuses(String address) {
    return refused.contains(lower(address)) || lower(address).endsWith("@refused.example");
  }

  boolean putsOff(String address) {
    return lower(address).endsWith("@later.example");
  }

  boolean offers(String extension) {
    return extensions.stream().noneMatch(extension::startsWith);
  }

  boolean withholdsReplies() {
    return withholdsReplies;
  }

  boolean filesSentCopy() {
    return filesSentCopy;
  }

  boolean checksHeaderFrom() {
    return checksHeaderFrom;
  }

  Limit dailyLimit() {
    return limit;
  }

  private static String lower(String address) {
    return address.toLowerCase(Locale.ROOT);
  }
}

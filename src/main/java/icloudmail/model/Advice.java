package icloudmail.model;

/**
 * What people stumble over who set up iCloud Mail anywhere, in one wording wherever it is said;
 * sources: support.apple.com/102525, support.apple.com/102654, icloud-facts 4 and 5.
 */
public final class Advice {
  /** How an app-specific password looks. */
  public static final String SHAPE = "abcd-efgh-ijkl-mnop";

  /** Where such a password comes from, and when it goes. */
  public static final String APP_SPECIFIC_PASSWORD =
      "Use an app-specific password, not that of the Apple Account: make one at account.apple.com,"
          + " under Sign-In and Security; two-factor authentication must be on. All of them are"
          + " revoked when the Apple Account password changes.";

  /** What to do with such a password, outside of setup. */
  public static final String THEN_SETUP = " Then run: icloud-mail setup.";

  /** What the servers know the user by. */
  public static final String USER_NAME =
      "The user name is the primary address, at icloud.com, me.com or mac.com: SMTP takes the whole"
          + " of it, IMAP also the part before the @.";

  /** How TLS begins at the two doors. */
  public static final String PORTS =
      "IMAP on port 993 speaks TLS from the first byte; SMTP on port 587 does not, but turns to it"
          + " by STARTTLS: a program that is set to SSL there says \"wrong version number\" or"
          + " \"Unsupported or unrecognized SSL message\".";

  /** The protocol that many ask for. */
  public static final String NO_POP = "iCloud has no POP: mail is read by IMAP alone.";

  private Advice() {}
}

package icloudmail.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a message so that it can never mean another one: {@code FOLDER/UIDVALIDITY/UID}, for
 * example {@code INBOX/1451405933/2271}. Source: RFC 3501 section 2.3.1.1.
 *
 * @param folder the decoded mailbox name; may hold {@code /}
 * @param uidValidity the mailbox's UIDVALIDITY
 * @param uid the message's UID
 */
public record Reference(String folder, long uidValidity, long uid) {
  private static final Pattern FORM = Pattern.compile("(.+)/(\\d{1,10})/(\\d{1,10})");

  /**
   * Reads {@code FOLDER/UIDVALIDITY/UID}; empty where {@code text} has another form, or a number
   * that is not of 32 bits.
   */
  public static Optional<Reference> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    long uidValidity = Long.parseLong(form.group(2));
    long uid = Long.parseLong(form.group(3));
    return UidRange.isUid(uidValidity) && UidRange.isUid(uid)
        ? Optional.of(new Reference(form.group(1), uidValidity, uid))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return folder + "/" + uidValidity + "/" + uid;
  }
}

package icloudmail.store;

import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * A file name of ours in a Maildir: {@code TIME.UIDVALIDITY_UID.icloud-mail,S=SIZE:2,FLAGS}. What
 * stands before the flags names the message, whatever a mail program made of the rest.
 *
 * @param time arrival in seconds of the epoch
 * @param extra what another program has put behind the size, or empty
 * @param info what follows the colon, or null where there is none
 */
record MaildirName(
    long time, long uidValidity, long uid, long size, String extra, @Nullable String info) {
  /** Windows has another use for the colon. */
  private static final char SEPARATOR = File.separatorChar == '\\' ? ';' : ':';

  private static final String HOST = ".icloud-mail,S=";
  private static final String FLAGS = "2,";

  static MaildirName of(KeptMessage message, long uidValidity, long flags) {
    return new MaildirName(
        message.place(),
        uidValidity,
        message.uid(),
        message.size(),
        "",
        FLAGS + MaildirFlags.letters(flags));
  }

  /** Takes a name apart; null where it is none of ours. */
  static @Nullable MaildirName parse(String name) {
    int host = name.indexOf(HOST);
    int dot = name.indexOf('.');
    int underscore = name.indexOf('_');
    if (dot < 1 || underscore < dot || host < underscore) {
      return null;
    }
    int size = host + HOST.length();
    int end = size;
    while (end < name.length() && name.charAt(end) >= '0' && name.charAt(end) <= '9') {
      end++;
    }
    int info = end;
    while (info < name.length() && name.charAt(info) != ':' && name.charAt(info) != ';') {
      info++;
    }
    try {
      return new MaildirName(
          Long.parseLong(name, 0, dot, 10),
          Long.parseLong(name, dot + 1, underscore, 10),
          Long.parseLong(name, underscore + 1, host, 10),
          Long.parseLong(name, size, end, 10),
          name.substring(end, info),
          info == name.length() ? null : name.substring(info + 1));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The letters of its flags. */
  long flags() {
    return info != null && info.startsWith(FLAGS)
        ? MaildirFlags.of(info.substring(FLAGS.length()))
        : 0;
  }

  /** The same with these flags. */
  MaildirName with(long flags) {
    return new MaildirName(
        time, uidValidity, uid, size, extra, FLAGS + MaildirFlags.letters(flags));
  }

  KeptMessage message(int crc) {
    return new KeptMessage(uid, size, crc, time);
  }

  /** The name before the flags: a message that is still being written has no more. */
  String base() {
    return time + "." + uidValidity + "_" + uid + HOST + size + extra;
  }

  @Override
  public String toString() {
    return info == null ? base() : base() + SEPARATOR + info;
  }
}

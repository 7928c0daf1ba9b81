package icloudmail.mail;

import java.util.Date;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;

/** Has loaded what is needed once answers come, where a connection may still be being made. */
public final class Rehearsal {
  private Rehearsal() {}

  /**
   * What reads messages' dates: it brings along much of what Java knows of the world's calendars.
   */
  @SuppressWarnings("JavaUtilDate") // what the library takes
  public static void dates() {
    String unused = INTERNALDATE.format(new Date(0));
  }
}

package icloudmail.mail;

import icloudmail.model.MailException;
import java.util.List;

/** Takes what a folder's inventory tells of each message; it may be told twice. */
public interface InventoryTaker {
  /**
   * One message.
   *
   * @param flags as the server spells them
   * @param size RFC822.SIZE in octets
   */
  void take(long uid, List<String> flags, long size) throws MailException;
}

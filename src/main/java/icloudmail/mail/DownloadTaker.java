package icloudmail.mail;

import icloudmail.model.DownloadedMessage;
import icloudmail.model.MailException;

/** Takes downloaded messages one by one, as they come. */
public interface DownloadTaker {
  /**
   * Uses up {@code message}, whose content is at hand only while this is called.
   *
   * @throws MailException where it cannot be kept; no more is downloaded then
   */
  void take(DownloadedMessage message) throws MailException;
}

package icloudmail.render;

import icloudmail.model.CheckResult;
import icloudmail.model.Listing;
import icloudmail.model.MailException;
import icloudmail.model.Message;
import icloudmail.model.SavedFile;
import icloudmail.model.SendReceipt;

/** One method an answer: a new answer does not compile until each form prints it. */
public interface Printer {
  void receipt(SendReceipt receipt);

  void listing(Listing listing);

  void check(CheckResult result);

  /**
   * One of several fetched messages.
   *
   * @throws MailException where the message cannot be taken apart
   */
  void message(Message message, View view) throws MailException;

  /** One of several files that were written. */
  void saved(SavedFile file);

  /** Closes an answer of several. */
  default void end() {}
}

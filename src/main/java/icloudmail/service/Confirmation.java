package icloudmail.service;

import icloudmail.model.MailException;

/** Asks whether something that cannot be undone is really meant. */
@FunctionalInterface
public interface Confirmation {
  /**
   * Returns where it is.
   *
   * @param messages how many would be removed for good
   * @throws MailException where it is not, or nobody is there to ask
   */
  void ask(long messages) throws MailException;
}

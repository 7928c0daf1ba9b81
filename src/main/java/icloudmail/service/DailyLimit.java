package icloudmail.service;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Tally;
import icloudmail.store.SentLog;
import org.slf4j.Logger;

/**
 * What Apple lets an account send in a day (support.apple.com/102198, icloud-facts 5), held against
 * what this machine has sent, so that nobody is locked out for going beyond it.
 */
final class DailyLimit {
  private static final int MESSAGES = 1000;
  private static final int RECIPIENTS = 1000;

  private final SentLog sent;
  private final Logger log;

  DailyLimit(SentLog sent, Logger log) {
    this.sent = sent;
    this.log = log;
  }

  /**
   * Warns from 90 % on.
   *
   * @throws MailException of kind LIMIT where one more message to so many recipients is too much
   */
  void check(String login, int recipients) throws MailException {
    Tally after = sent.today(login).plus(recipients);
    if (after.messages() > MESSAGES || after.recipients() > RECIPIENTS) {
      throw new MailException(
          Kind.LIMIT,
          "this would be message "
              + after.messages()
              + " and recipient "
              + after.recipients()
              + " of today; iCloud takes "
              + MESSAGES
              + " and "
              + RECIPIENTS,
          "Wait until tomorrow.");
    }
    if (after.messages() > MESSAGES * 9 / 10 || after.recipients() > RECIPIENTS * 9 / 10) {
      log.warn(
          "{} messages to {} recipients today; iCloud takes {} and {}",
          after.messages(),
          after.recipients(),
          MESSAGES,
          RECIPIENTS);
    }
  }
}

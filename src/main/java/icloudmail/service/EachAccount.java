package icloudmail.service;

import icloudmail.model.Account;
import icloudmail.model.MailException;
import java.util.List;
import org.slf4j.Logger;

/** Goes through accounts; the failure of one of several keeps no other back, and is named. */
final class EachAccount {
  private final List<Account> accounts;
  private final Logger log;

  EachAccount(List<Account> accounts, Logger log) {
    this.accounts = accounts;
    this.log = log;
  }

  /** What is done in an account; answers how many messages there were. */
  interface Visit {
    long of(Account account) throws MailException;
  }

  /**
   * Visits each, and adds up.
   *
   * @throws MailException the worst failure, once all were visited; the others are warned of
   */
  long sum(Visit visit) throws MailException {
    if (accounts.size() == 1) {
      return visit.of(accounts.get(0));
    }
    Setbacks setbacks = new Setbacks(log);
    long sum = 0;
    for (Account account : accounts) {
      try {
        sum += visit.of(account);
      } catch (MailException e) {
        setbacks.add(e.rephrased(text -> account.name() + ": " + text));
      }
    }
    setbacks.report();
    return sum;
  }
}

package icloudmail.service;

import icloudmail.model.Envelope;
import icloudmail.model.MailException;
import icloudmail.model.Receiver;
import icloudmail.model.WatchEvent;
import icloudmail.model.WatchReport;

/** Calls the receiver and the report of a watch from one thread at a time. */
final class OneAtATime implements Receiver, WatchReport {
  private final Receiver receiver;
  private final WatchReport report;

  OneAtATime(Receiver receiver, WatchReport report) {
    this.receiver = receiver;
    this.report = report;
  }

  @Override
  public synchronized boolean take(String account, Envelope message) throws MailException {
    return receiver.take(account, message);
  }

  @Override
  public boolean arrives() {
    return receiver.arrives();
  }

  @Override
  public synchronized boolean complete() {
    return receiver.complete();
  }

  @Override
  public synchronized void event(WatchEvent event) throws MailException {
    report.event(event);
  }

  @Override
  public synchronized void setback(String account, MailException failure) {
    report.setback(account, failure);
  }
}

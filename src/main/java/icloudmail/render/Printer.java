package icloudmail.render;

import icloudmail.model.ArchivedFolder;
import icloudmail.model.Change;
import icloudmail.model.CheckResult;
import icloudmail.model.Difference;
import icloudmail.model.ExportSummary;
import icloudmail.model.Finding;
import icloudmail.model.Folder;
import icloudmail.model.JobFolder;
import icloudmail.model.Listing;
import icloudmail.model.MailException;
import icloudmail.model.Message;
import icloudmail.model.OutboxItem;
import icloudmail.model.SavedDraft;
import icloudmail.model.SavedFile;
import icloudmail.model.SendReceipt;
import icloudmail.model.WatchEvent;

/** One method an answer: a new answer does not compile until each form prints it. */
public interface Printer {
  void receipt(SendReceipt receipt);

  /** A message that was saved and not sent. */
  void draft(SavedDraft draft);

  /** A piece of a list of messages. */
  void listing(Listing piece);

  void count(CheckResult result);

  /** One of several folders. */
  void folder(Folder folder);

  /** What became of one of several messages. */
  void change(Change change);

  /** One of several messages of the outbox. */
  void outboxItem(OutboxItem item);

  /** What one of several steps of an examination found. */
  void finding(Finding finding);

  /**
   * One of several fetched messages.
   *
   * @throws MailException where the message cannot be taken apart
   */
  void message(Message message, View view) throws MailException;

  /** One of several files that were written. */
  void saved(SavedFile file);

  /** One of several messages that an export has kept. */
  void exported(SavedFile message);

  /** One of several folders that an export has gone through. */
  void archived(ArchivedFolder folder);

  /** What an export did in all. */
  void summary(ExportSummary summary);

  /** One of several differences between an archive and what it should be. */
  void difference(Difference difference);

  /** What a watch tells, at once. */
  void event(WatchEvent event);

  /** What one of several jobs was told of one of its folders. */
  void job(String name, JobFolder folder);

  /** Says that an answer of several is whole, also where there was none. */
  default void complete() {}

  /** Closes an answer of several, whole or not. */
  default void end() {}
}

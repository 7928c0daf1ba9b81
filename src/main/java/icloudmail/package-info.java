/**
 * icloud-mail: a command-line client for iCloud Mail, and for iCloud Mail only.
 *
 * <p>This file is the architecture document. The house has one hall, this package, and seven rooms:
 *
 * <pre>
 * icloudmail   IcloudMail (the process), App (joins the rooms), Logging       may import all
 *   cli        words a user types: commands, options, exit codes              service render config model
 *   render     answers a user or a program reads, files for the user          model
 *   service    the order of steps and the policies, one service a verb        mail store model
 *   mail       the only room that speaks IMAP, SMTP and MIME                  model
 *   store      what is kept on disk                                           model
 *   config     settings and where secrets come from                           model
 *   model      the nouns: records, no I/O, no clock, no logger                nothing
 * </pre>
 *
 * <p>A request walks in a straight line, and nothing calls back:
 *
 * <pre>
 * send   argv - SendCommand - Account, Draft - SendService - MimeComposer - Outbox.spool
 *             - Delivery: SmtpSubmission, SentCopies - SendReceipt - Printer
 *             - with --reply, --forward: Originals, Responder before; with --draft: DraftService
 *        argv - SendmailEntry - Account, PreparedMessage - SendService - PreparedComposer - the same
 * outbox argv - OutboxCommand - OutboxService - Flush: Outbox.take, Delivery - OutboxItem - Printer
 * list   argv - ListCommand - Account, Query - ListService - FolderWalk - OpenFolder.candidates
 *             - Finder: OpenFolder.rows, Condition.matches - Selection - Listing - Printer
 * fetch  argv - FetchCommand - Account, Query - FetchService - OpenFolder.download - MessageFile
 *             - MessageSink: Printer, AttachmentFiles, PartOutput, MessageFiles, RawOutput
 * check  argv - CheckCommand - Account, Query - CheckService - ImapMailbox.unread or Finder
 *             - CheckResult - Printer, exit code
 * move   argv - MoveCommand - Account, Query - MoveService - Finder - Relocation - FolderChanges
 *             - Change - Printer; mark likewise, by MarkService
 * setup  argv - SetupCommand - Setup: SetupAnswers, DoctorService.login - AccountKeeper: the
 *             store of the password, ConfigWriter
 * doctor argv - DoctorCommand - DoctorService: AccountExamination, LineExamination,
 *             LocalExamination - Finding - Printer
 * fail   any  - Failures, Refusals - MailException(kind) - ErrorHandler - stderr - ExitCode.of(kind)
 * </pre>
 *
 * <p>What surely needs a server begins before its command line is read: {@code Ahead}, begun by
 * {@code IcloudMail} for the process alone, has {@code TlsContext} loaded, for what reads mail
 * {@code HeadStart} connect, and for what sends it {@code SubmissionAhead}, which the first
 * connection takes over.
 *
 * <p>Which room is mine? A flag, usage text, prompt or exit code: cli. A column, colour, JSON key,
 * a file written for the user: render. A host, protocol verb, MIME header, Jakarta type: mail. A
 * path of ours, a lock: store. An environment variable, a place where a secret is kept: config. An
 * order of steps or a policy: service. True with pen and paper: model. The process itself:
 * IcloudMail. What the build makes of the command tree, scripts of completion and pages of the
 * manual: cli.build, which is not in the jar. Two answers mean two lines of code. {@code
 * ArchitectureTest} keeps the doors.
 */
@NullMarked
package icloudmail;

import org.jspecify.annotations.NullMarked;

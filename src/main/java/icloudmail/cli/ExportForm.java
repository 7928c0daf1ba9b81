package icloudmail.cli;

import icloudmail.model.Account;
import icloudmail.model.ArchiveFormat;
import icloudmail.model.Damage;
import icloudmail.model.ExportOrder;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Progress;
import icloudmail.model.Query;
import icloudmail.model.Verification;
import icloudmail.render.ArchiveWords;
import icloudmail.render.Printer;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** How messages are kept on disk. */
final class ExportForm implements OptionGroup {
  @Option(
      names = "--new",
      description = {
        "With --as eml, maildir or mbox: add only what is new",
        "to the directory that -o names: a backup."
      })
  private boolean incremental;

  @Option(
      names = "--verify",
      description = {
        "Read such a backup again and name every difference",
        "from what was written and from the server; with",
        "--new, fetch again what is damaged or gone."
      })
  private boolean verify;

  @Override
  public String heading() {
    return "Backup";
  }

  /**
   * Whether an archive is meant.
   *
   * @throws MailException of kind USAGE where an option asks for one and the form is none
   */
  boolean isMeant(FetchForm form) throws MailException {
    Optional<ArchiveFormat> format = form.archive();
    if ((incremental || verify) && format.isEmpty()) {
      throw new MailException(
          Kind.USAGE,
          (incremental ? "--new" : "--verify") + " is for --as eml, maildir or mbox",
          "For example: icloud-mail fetch in:any --as maildir -o ~/mail --new");
    }
    return format.isPresent() && (incremental || verify || format.get() != ArchiveFormat.EML);
  }

  /** Does it; answers the exit code. */
  int run(Account account, Query query, boolean seen, FetchForm form, GlobalOptions global)
      throws MailException {
    ExportOrder order = order(form, seen);
    return global.print(
        printer -> {
          if (verify && incremental) {
            return repair(account, query, order, printer, global);
          }
          return verify
              ? verify(account, query, order, printer, global)
              : export(account, query, order, Damage.NONE, printer, global);
        });
  }

  private static int verify(
      Account account, Query query, ExportOrder order, Printer printer, GlobalOptions global)
      throws MailException {
    Verification found =
        global.services().verify().verify(account, query, order, printer::difference);
    global.tell(ArchiveWords.of(found));
    return ExitCode.of(found);
  }

  /** What is damaged is fetched again, unless the server has it no more. */
  private static int repair(
      Account account, Query query, ExportOrder order, Printer printer, GlobalOptions global)
      throws MailException {
    Damage damage = global.services().verify().damage(order, printer::difference);
    ExportOrder mending = order.mending(damage.messages());
    return export(account, query, mending, damage, printer, global);
  }

  private static int export(
      Account account,
      Query query,
      ExportOrder order,
      Damage damage,
      Printer printer,
      GlobalOptions global)
      throws MailException {
    ExportTally tally = new ExportTally(damage, printer, global);
    Progress progress = global.progress("saving");
    boolean done = false;
    try {
      global.services().export().export(account, query, order, progress, tally);
      done = true;
    } finally {
      // "nothing new" is not known where the run failed
      if (done || tally.isAny()) {
        tally.tell();
      }
    }
    return tally.exitCode();
  }

  private ExportOrder order(FetchForm form, boolean seen) throws MailException {
    String output = form.output();
    if (output == null || output.equals("-")) {
      throw new MailException(
          Kind.USAGE,
          "an archive needs a place: -o " + (incremental ? "DIR" : "FILE|DIR"),
          "For example: icloud-mail fetch in:any --as maildir -o ~/mail --new");
    }
    boolean directory = output.endsWith("/") || output.endsWith(File.separator);
    if (directory && !incremental && !Files.isDirectory(Path.of(output))) {
      throw new MailException(
          Kind.CANNOT_CREATE,
          output + " is not there",
          "Make the directory first; or leave the last " + File.separator + " out for a file.");
    }
    return new ExportOrder(
        Path.of(output), form.archive().orElseThrow(), incremental, seen, false, Set.of());
  }
}

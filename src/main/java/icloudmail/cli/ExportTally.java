package icloudmail.cli;

import icloudmail.model.ArchivedFolder;
import icloudmail.model.Damage;
import icloudmail.model.ExportReport;
import icloudmail.model.ExportSummary;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Reference;
import icloudmail.model.SavedFile;
import icloudmail.render.ArchiveWords;
import icloudmail.render.Printer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Passes on what an export does, and adds it up for the line at its end. */
final class ExportTally implements ExportReport {
  private final Set<Reference> damaged;
  private final Set<Path> places;
  private final Printer printer;
  private final GlobalOptions global;
  private final Clock clock;
  private final Instant begun;
  private int folders;
  private long added;
  private long bytes;
  private long reflagged;

  /**
   * @param damage what is to be put right
   */
  ExportTally(Damage damage, Printer printer, GlobalOptions global) {
    this.damaged = new HashSet<>(damage.messages());
    this.places = new HashSet<>(damage.places());
    this.printer = printer;
    this.global = global;
    this.clock = global.surroundings().clock();
    this.begun = clock.instant();
  }

  @Override
  public void saved(SavedFile file) {
    damaged.remove(file.reference());
    printer.exported(file);
  }

  @Override
  public void doubtful(Reference message) {
    damaged.add(message);
  }

  @Override
  public void archived(ArchivedFolder folder) {
    places.remove(folder.path());
    folders++;
    added += folder.added();
    bytes += folder.bytes();
    reflagged += folder.reflagged();
    if (!global.silent()) {
      printer.archived(folder);
    }
  }

  /** Damage that could not be mended is no success. */
  int exitCode() {
    if (!damaged.isEmpty()) {
      global.warn(
          damaged.size()
              + " damaged, missing or unproven messages could not be fetched again: the server"
              + " has them no more, or the query does not mean them");
    }
    for (Path place : places) {
      global.warn(place + " was not put right: the query does not mean its folder");
    }
    return damaged.isEmpty() && places.isEmpty() ? ExitCode.OK : ExitCode.of(Kind.IO);
  }

  /** Whether anything was done. */
  boolean isAny() {
    return added + reflagged > 0;
  }

  /** Tells what was done in all. */
  void tell() {
    Duration took = Duration.between(begun, clock.instant());
    ExportSummary summary = new ExportSummary(folders, added, bytes, reflagged, took);
    printer.summary(summary);
    global.tell(ArchiveWords.of(summary));
  }
}

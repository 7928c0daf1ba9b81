package icloudmail.store;

import icloudmail.model.ArchiveFormat;
import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An archive in a directory: a place in it for each folder. */
final class DirectoryArchive implements MessageArchive {
  private final Disk disk;
  private final Path root;
  private final boolean incremental;
  private final boolean made;
  private final ArchiveLock lock;
  private final Catalogue catalogue;
  private final Syncs syncs;
  private boolean used;

  private DirectoryArchive(
      Disk disk,
      Path root,
      boolean incremental,
      boolean made,
      ArchiveLock lock,
      Catalogue catalogue) {
    this.disk = disk;
    this.root = root;
    this.incremental = incremental;
    this.made = made;
    this.lock = lock;
    this.catalogue = catalogue;
    this.syncs = new Syncs(disk);
  }

  static DirectoryArchive open(Disk disk, Path root, ArchiveFormat format, boolean incremental)
      throws MailException {
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new MailException(
          Kind.CANNOT_CREATE, root + " is no directory", "Choose an empty directory.");
    }
    boolean made = make(disk, root);
    ArchiveLock lock = ArchiveLock.toWrite(disk, root);
    try {
      Catalogue catalogue =
          incremental
              ? Catalogue.read(root, format, DirectoryArchive::refuse)
              : Catalogue.empty(root, format);
      if (incremental && !made && catalogue.places().isEmpty()) {
        Strangers.refuse(root, format);
      }
      if (!incremental && !made && Catalogue.isBackup(root)) {
        throw new MailException(
            Kind.CANNOT_CREATE, root + " is a backup", "Add --new to have it go on from there.");
      }
      return new DirectoryArchive(disk, root, incremental, made, lock, catalogue);
    } catch (MailException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static boolean make(Disk disk, Path root) throws MailException {
    try {
      if (Files.isDirectory(root)) {
        return false;
      }
      disk.createDirectories(root);
      disk.syncDirectory(root.toAbsolutePath().resolveSibling(""));
      return true;
    } catch (IOException e) {
      throw ArchiveTrouble.cannotMake(root, e);
    }
  }

  private static void refuse(Path state, IOException trouble) throws MailException {
    throw new MailException(
        Kind.CANNOT_CREATE,
        "cannot go on with the state " + state + ": " + FileTrouble.of(trouble),
        "It is left as it is. Move that state away: what is there is then taken over. Or choose an"
            + " empty directory.",
        trouble);
  }

  @Override
  public ArchiveFolder folder(String name, long uidValidity) throws MailException {
    used = true;
    Catalogue.Place place = catalogue.place(name, uidValidity);
    if (catalogue.format() == ArchiveFormat.MBOX) {
      return incremental ? new MboxOpening(disk, root, place).open() : export(place);
    }
    FilesFolderOpening opening = new FilesFolderOpening(disk, syncs, root, place);
    return incremental ? opening.withState() : opening.stateless();
  }

  private ArchiveFolder export(Catalogue.Place place) throws MailException {
    try {
      disk.createDirectories(place.path().resolveSibling(""));
    } catch (IOException e) {
      throw ArchiveTrouble.cannotMake(place.path(), e);
    }
    StateHeader owner = place.owner();
    return MboxExport.begin(disk, place.path()).only(owner.folder(), owner.uidValidity());
  }

  @Override
  public void close() throws MailException {
    syncs.close();
    try {
      if (made && !used) {
        // a folder that is not there, a refused login: no empty directory tells of a backup
        Files.deleteIfExists(root.resolve(ArchiveLock.NAME));
        Files.deleteIfExists(root);
      }
    } catch (IOException e) {
      throw ArchiveTrouble.cannotWrite(root, e);
    } finally {
      lock.close();
    }
  }
}

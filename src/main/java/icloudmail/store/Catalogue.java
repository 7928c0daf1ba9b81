package icloudmail.store;

import icloudmail.model.ArchiveFormat;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which place in an archive is whose: the states that are found in it, and those to come. */
final class Catalogue {
  /** The name of a state, and what the name of one beside its mbox ends with. */
  static final String STATE = ".icloud-mail";

  private static final String MBOX = ".mbox";
  private static final Set<String> IN_MAILDIR = Set.of("cur", "new", "tmp");

  private final Path root;
  private final ArchiveFormat format;
  private final List<Place> places = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();

  /** Directories of other backups. */
  private final Set<String> others = new HashSet<>();

  private final List<Path> stateless = new ArrayList<>();

  /**
   * A place and whose it is.
   *
   * @param path the directory or mbox that keeps the messages
   * @param state the file that tells of them
   */
  record Place(StateHeader owner, Path path, Path state) {}

  /** Is told of a state that cannot be read. */
  interface Unreadable {
    void state(Path state, IOException trouble) throws MailException;
  }

  private Catalogue(Path root, ArchiveFormat format) {
    this.root = root;
    this.format = format;
  }

  /** A catalogue of nothing. */
  static Catalogue empty(Path root, ArchiveFormat format) {
    return new Catalogue(root, format);
  }

  /**
   * Finds the states below {@code root}.
   *
   * @throws MailException of kind IO where the directory cannot be read, CANNOT_CREATE where it is
   *     of another format, and what {@code unreadable} throws
   */
  static Catalogue read(Path root, ArchiveFormat format, Unreadable unreadable)
      throws MailException {
    Catalogue catalogue = new Catalogue(root, format);
    try {
      catalogue.walk(root, false, unreadable);
    } catch (IOException e) {
      throw ArchiveTrouble.cannotRead(root, e);
    }
    catalogue.places.sort(
        Comparator.comparing((Place place) -> place.owner().folder())
            .thenComparing(place -> place.owner().uidValidity()));
    return catalogue;
  }

  /**
   * Whether a backup has been begun in {@code root}, of whatever format.
   *
   * @throws MailException of kind IO where the directory cannot be read
   */
  static boolean isBackup(Path root) throws MailException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      for (Path entry : entries) {
        if (String.valueOf(entry.getFileName()).endsWith(STATE)
            || Files.exists(entry.resolve(STATE), LinkOption.NOFOLLOW_LINKS)) {
          return true;
        }
      }
      return false;
    } catch (DirectoryIteratorException | IOException e) {
      throw ArchiveTrouble.cannotRead(root, e instanceof IOException io ? io : new IOException(e));
    }
  }

  ArchiveFormat format() {
    return format;
  }

  /** What was found, by name and UIDVALIDITY. */
  List<Place> places() {
    return List.copyOf(places);
  }

  /** Directories that have no state in them, and mbox files that have none beside them. */
  List<Path> stateless() {
    return List.copyOf(stateless);
  }

  /** The place of a folder, which is its own from now on. */
  Place place(String folder, long uidValidity) {
    String name = folder.equalsIgnoreCase("INBOX") ? "INBOX" : folder;
    StateHeader owner = new StateHeader(format, uidValidity, name);
    boolean anew = false;
    for (Place place : places) {
      if (place.owner().equals(owner)) {
        return place;
      }
      anew |= place.owner().folder().equals(name);
    }
    String suffix = anew ? "-" + uidValidity : "";
    String stem = outside(stem(name, suffix));
    for (int n = 2; isTaken(stem); n++) {
      stem = outside(stem(name, suffix + " (" + n + ")"));
    }
    Path path = path(stem);
    Place place = new Place(owner, path, state(path));
    add(place, stem);
    return place;
  }

  private boolean isTaken(String stem) {
    String folded = FolderNames.folded(stem);
    return taken.contains(folded) || (format != ArchiveFormat.MBOX && others.contains(folded));
  }

  /** The same, in no directory of another backup. */
  private String outside(String stem) {
    String[] names = stem.split("/", -1);
    String path = "";
    for (String name : List.of(names).subList(0, names.length - 1)) {
      String free = path + name;
      for (int n = 2; others.contains(FolderNames.folded(free)); n++) {
        free = path + name + " (" + n + ")";
      }
      path = free + "/";
    }
    return path + names[names.length - 1];
  }

  private Path path(String stem) {
    return root.resolve(format == ArchiveFormat.MBOX ? stem + MBOX : stem);
  }

  private String stem(String name, String suffix) {
    if (format != ArchiveFormat.MAILDIR) {
      return FolderNames.path(name, suffix);
    }
    return name.equals("INBOX") && suffix.isEmpty() ? "" : FolderNames.maildir(name, suffix);
  }

  /** Where the state of a directory or an mbox belongs. */
  Path state(Path path) {
    return format == ArchiveFormat.MBOX
        ? path.resolveSibling("." + path.getFileName() + STATE)
        : path.resolve(STATE);
  }

  private void add(Place place, String stem) {
    places.add(place);
    taken.add(FolderNames.folded(stem));
  }

  /**
   * @param another whether the directory is of another backup, where only places of ours are looked
   *     for: it may be a folder's, in which a backup was begun by mistake
   */
  private void walk(Path directory, boolean another, Unreadable unreadable)
      throws IOException, MailException {
    List<Path> below = new ArrayList<>();
    List<Path> states = new ArrayList<>();
    if (!another) {
      stateless.add(directory);
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (name.endsWith(STATE)) {
          states.add(entry);
        } else if (name.endsWith(MBOX) && !another) {
          stateless.add(entry);
        } else if (!name.endsWith(".eml")
            && !name.endsWith(StateFile.PART)
            && !IN_MAILDIR.contains(name)
            && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          below.add(entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    for (Path each : states) {
      found(directory, each, another, unreadable);
    }
    for (Path each : below) {
      int ours = places.size();
      boolean locked = isAnother(each);
      walk(each, another || locked, unreadable);
      if (locked && !another && places.size() == ours) {
        others.add(FolderNames.folded(stem(each)));
      }
    }
  }

  /**
   * Whether it is a backup by itself, with a lock of its own, so that nothing here is safe in it.
   */
  private static boolean isAnother(Path directory) {
    return Files.exists(directory.resolve(ArchiveLock.NAME), LinkOption.NOFOLLOW_LINKS);
  }

  private String stem(Path path) {
    return root.relativize(path).toString().replace('\\', '/');
  }

  private void found(Path directory, Path state, boolean another, Unreadable unreadable)
      throws MailException {
    String name = String.valueOf(state.getFileName());
    String file = name.equals(STATE) ? "" : name.substring(1, name.length() - STATE.length());
    Path path = file.isEmpty() ? directory : directory.resolve(file);
    stateless.remove(path);
    String whole = stem(path);
    String stem = file.isEmpty() ? whole : whole.substring(0, whole.length() - MBOX.length());
    try {
      StateHeader owner = StateReader.header(state);
      if (another && !isOurs(owner, path)) {
        taken.add(FolderNames.folded(stem));
      } else if (owner.format() != format) {
        throw new MailException(
            Kind.CANNOT_CREATE,
            root + " holds a backup as " + owner.format().word() + ", not as " + format.word(),
            "Choose an empty directory, or --as " + owner.format().word() + ".");
      } else {
        add(new Place(owner, path, state), stem);
      }
    } catch (IOException e) {
      if (!another) {
        unreadable.state(state, e);
      }
    }
  }

  /** Whether this backup, too, would keep the folder just there. */
  private boolean isOurs(StateHeader owner, Path path) {
    return owner.format() == format
        && (path.equals(path(stem(owner.folder(), "")))
            || path.equals(path(stem(owner.folder(), "-" + owner.uidValidity()))));
  }
}

package icloudmail.model;

import java.util.List;

/**
 * The folders that a query looks into.
 *
 * @param any every folder that can be opened, except those for junk and deleted messages
 * @param folders names, or the words of {@link FolderRole}, as they were typed; with {@code any}
 *     these are added
 */
public record Scope(boolean any, List<String> folders) {
  public Scope {
    folders = List.copyOf(folders);
  }

  /** One folder, by name or role. */
  public static Scope of(String folder) {
    return new Scope(false, List.of(folder));
  }

  /** Whether it is one folder, known by its name alone. */
  public boolean single() {
    return !any && folders.size() == 1;
  }

  @Override
  public String toString() {
    return any ? "any folder" : String.join(", ", folders);
  }
}

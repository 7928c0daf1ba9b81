package icloudmail.model;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folders that a query looks into.
 *
 * @param any every folder that can be opened, except those for junk and deleted messages
 * @param roles folders by what they are for; with {@code any} these are added
 * @param names folders by their names, decoded; with {@code any} these are added
 */
public record Scope(boolean any, Set<FolderRole> roles, List<String> names) {
  public Scope {
    roles = Set.copyOf(roles);
    names = List.copyOf(names);
  }

  /** One folder, by its name. */
  public static Scope of(String name) {
    return new Scope(false, Set.of(), List.of(name));
  }

  /** Whether it is one folder. */
  public boolean single() {
    return !any && roles.size() + names.size() == 1;
  }

  @Override
  public String toString() {
    return any
        ? "any folder"
        : Stream.concat(names.stream(), roles.stream().map(FolderRole::word).sorted())
            .collect(Collectors.joining(", "));
  }
}

package icloudmail.model;

import java.nio.file.Path;
import java.util.Set;

/**
 * What is not as it was written in an archive.
 *
 * @param messages those that are gone or spoilt
 * @param places directories and files of which it is not known what they should hold
 */
public record Damage(Set<Reference> messages, Set<Path> places) {
  /** None. */
  public static final Damage NONE = new Damage(Set.of(), Set.of());

  public Damage {
    messages = Set.copyOf(messages);
    places = Set.copyOf(places);
  }
}

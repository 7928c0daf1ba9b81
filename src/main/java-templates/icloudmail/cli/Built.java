package icloudmail.cli;

/** What the build wrote down; in a class, since a file in a jar takes the start far longer. */
final class Built {
  static final String VERSION = "${project.version}";

  /** Of git, short, or {@code unknown}. */
  static final String COMMIT = "${buildNumber}";

  private Built() {}
}

package icloudmail;

/**
 * The end of the process. {@link System#exit} sets up Java's logging since version 21, to say that
 * it was called: for {@code --version} that is a third of the time.
 */
final class ProcessEnd {
  /** Where options come from that the launcher does not know, as for a recording that ends here. */
  private static final String[] OPTIONS = {
    "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"
  };

  /**
   * From here on something failed, and more may be left behind than a run that did its work leaves.
   */
  private static final int FIRST_FAILURE = 2;

  private ProcessEnd() {}

  /**
   * Ends it, and does without what is arranged for the end only where nothing can be left to do.
   */
  static void with(int code) {
    if (code < FIRST_FAILURE && !hasOptions() && !isEnding()) {
      Runtime.getRuntime().halt(code);
    }
    System.exit(code);
  }

  private static boolean hasOptions() {
    for (String name : OPTIONS) {
      if (System.getenv(name) != null) {
        return true;
      }
    }
    return false;
  }

  /** Whether a signal is ending it, whose exit code is not to be overtaken. */
  private static boolean isEnding() {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread());
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }
}

package icloudmail.config;

import java.util.List;

/** A program that this one starts: it inherits the environment without the password. */
public final class ChildProcess {
  /** The variable that holds the password itself. */
  private static final String PASSWORD = "ICLOUD_MAIL_PASSWORD";

  private ChildProcess() {}

  /**
   * What starts a program.
   *
   * @param argv the program, then its words
   */
  public static ProcessBuilder of(List<String> argv) {
    ProcessBuilder builder = new ProcessBuilder(argv);
    builder.environment().remove(PASSWORD);
    return builder;
  }
}

package icloudmail.cli;

import picocli.CommandLine.IVersionProvider;

/** The version and the commit that the build wrote down, and the Java that runs it. */
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "icloud-mail " + Built.VERSION,
      "commit " + Built.COMMIT,
      "Java "
          + System.getProperty("java.runtime.version")
          + " ("
          + System.getProperty("java.vendor")
          + "), "
          + System.getProperty("java.home")
    };
  }
}

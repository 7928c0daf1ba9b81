package icloudmail.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the packaging wrote into the jar. */
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"icloud-mail " + number()};
  }

  static String number() {
    String version = VersionProvider.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}

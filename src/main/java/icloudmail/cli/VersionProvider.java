package icloudmail.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the packaging wrote into the jar. */
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = VersionProvider.class.getPackage().getImplementationVersion();
    return new String[] {"icloud-mail " + (version == null ? "(not packaged)" : version)};
  }
}

package icloudmail.testkit;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Mail servers for a test class, emptied before each test. */
public final class ServersExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  private MailServers servers;

  @Override
  public void beforeAll(ExtensionContext context) {
    servers = new MailServers();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    servers.reset();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    servers.close();
  }

  public MailServers servers() {
    return servers;
  }

  /** A run against these servers, in a pipe. */
  public CliRun.Setting setting(Path state) {
    return servers.setting(state);
  }
}

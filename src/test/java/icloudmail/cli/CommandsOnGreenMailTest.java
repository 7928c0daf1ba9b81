package icloudmail.cli;

import icloudmail.testkit.ServersExtension;
import icloudmail.testkit.Stage;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An ordinary IMAP server. */
class CommandsOnGreenMailTest extends CommandContract {
  @RegisterExtension static final ServersExtension SERVERS = new ServersExtension();

  @Override
  protected Stage stage() {
    return SERVERS.servers();
  }
}

package icloudmail.cli;

import icloudmail.testkit.Stage;
import icloudmail.testkit.icloud.ICloud;
import org.junit.jupiter.api.AfterEach;

/** On the double, the login of which tells no capabilities, as Apple's. */
class WireBudgetTest extends WireBudget {
  private final ICloud icloud = new ICloud();

  @AfterEach
  void close() {
    icloud.close();
  }

  @Override
  protected Stage stage() {
    return icloud;
  }
}

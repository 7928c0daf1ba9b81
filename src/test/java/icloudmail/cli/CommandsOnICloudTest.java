package icloudmail.cli;

import icloudmail.testkit.Stage;
import icloudmail.testkit.icloud.AccountProfile;
import icloudmail.testkit.icloud.ICloud;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The double, however Apple may have set the account up. */
@ParameterizedClass
@EnumSource(AccountProfile.class)
class CommandsOnICloudTest extends CommandContract {
  private final ICloud icloud;

  CommandsOnICloudTest(AccountProfile profile) {
    icloud = new ICloud(profile);
  }

  @Override
  protected Stage stage() {
    return icloud;
  }

  @AfterEach
  void close() {
    icloud.close();
  }
}

package icloudmail.cli;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.MailServers;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Where {@code setup} runs in tests: the servers, and a home without an account. */
abstract class SetupStage {
  @TempDir Path directory;

  final ICloud icloud = new ICloud();

  /** Where the configuration is kept. */
  Path home;

  @BeforeEach
  void place() {
    home = directory.resolve("config/icloud-mail");
  }

  @AfterEach
  void close() {
    icloud.close();
  }

  CliRun.Setting setting() {
    return icloud.setting(directory).without("ICLOUD_MAIL_LOGIN").without("ICLOUD_MAIL_PASSWORD");
  }

  /** Of jo@icloud.com, with the right password. */
  CliRun setup(String... more) {
    return setting()
        .withStdin(MailServers.PASSWORD + "\n")
        .run(
            Stream.concat(
                    Stream.of("setup", "--email", MailServers.LOGIN, "--password-stdin"),
                    Stream.of(more))
                .toArray(String[]::new));
  }

  /** Has this configuration there already. */
  void configured(String text) throws IOException {
    Files.createDirectories(home);
    Files.writeString(home.resolve("config.toml"), text);
  }
}

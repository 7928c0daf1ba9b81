package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.CliRun;
import icloudmail.testkit.MailServers;
import icloudmail.testkit.Mails;
import icloudmail.testkit.TestCertificate;
import icloudmail.testkit.icloud.ICloud;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** List B of icloud-facts, 2 and 3: logging in, and telling failures apart. */
class ListBLoginTest {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();

  @BeforeEach
  void deliver() {
    icloud.deliver(Mails.plain("a@example.com", "one", "x"));
  }

  @AfterEach
  void close() {
    icloud.close();
  }

  private CliRun.Setting setting() {
    return icloud.setting(directory);
  }

  /** The user names that were tried, in order. */
  private List<String> tried() {
    return icloud.imap().commands().stream()
        .filter(line -> line.startsWith("AUTHENTICATE PLAIN "))
        .map(
            line ->
                new String(Base64.getDecoder().decode(line.substring(19)), StandardCharsets.UTF_8))
        .map(plain -> plain.split("\0", -1)[1])
        .toList();
  }

  @Test
  void b02_theFullAddressIsTriedFirst() {
    assertThat(setting().run("list").exitCode()).isZero();
    assertThat(tried()).containsExactly("jo@icloud.com");
  }

  @Test
  void b02_theLocalPartIsTriedNextAndRemembered() {
    icloud.imap().acceptOnly(Set.of("jo"));
    icloud.imap().closeAfterRefusal(true);

    CliRun first = setting().run("list");
    CliRun second = setting().run("list");

    assertThat(first.exitCode()).as(first.toString()).isZero();
    assertThat(first.err()).isEmpty();
    assertThat(second.out()).isEqualTo(first.out()).isNotEmpty();
    assertThat(tried()).containsExactly("jo@icloud.com", "jo", "jo");
  }

  @Test
  void b02_whatIsRememberedIsNoLongerTrustedOnceItFails() {
    icloud.imap().acceptOnly(Set.of("jo"));
    setting().run("list");
    icloud.imap().acceptOnly(Set.of("jo@icloud.com"));
    setting().run("list");
    setting().run("list");

    assertThat(tried())
        .containsExactly("jo@icloud.com", "jo", "jo", "jo@icloud.com", "jo@icloud.com");
  }

  @Test
  void b02_eachFormIsTriedOnceAndNeverAgain() {
    CliRun run = setting().with("ICLOUD_MAIL_PASSWORD", "abcd-abcd-abcd-abcd").run("list");

    assertThat(run.exitCode()).isEqualTo(77);
    assertThat(run.err())
        .contains("refuses the login of jo@icloud.com", "app-specific", "account.apple.com");
    assertThat(tried()).containsExactly("jo@icloud.com", "jo");
  }

  @Test
  void b02_theLocalPartOfAnotherDomainIsSomeoneElse() {
    CliRun run = setting().with("ICLOUD_MAIL_LOGIN", "jo@gmail.com").run("list");

    assertThat(run.exitCode()).isEqualTo(77);
    assertThat(run.err()).contains("jo@gmail.com is at none of icloud.com, me.com and mac.com");
    assertThat(tried()).containsExactly("jo@gmail.com");
  }

  @Test
  void b02_aPasswordOfAnotherFormIsTriedAndWarnedOf() {
    CliRun run = setting().with("ICLOUD_MAIL_PASSWORD", "Tr0ub4dor&3").run("list");
    CliRun spaced =
        setting()
            .with("ICLOUD_MAIL_PASSWORD", "\u200B " + MailServers.PASSWORD + "\uFEFF\n")
            .run("list");

    assertThat(run.exitCode()).isEqualTo(77);
    assertThat(run.err())
        .contains(
            "warning: the password does not look like an app-specific one (abcd-efgh-ijkl-mnop)")
        .doesNotContain("Tr0ub4dor");
    assertThat(spaced.exitCode()).as(spaced.toString()).isZero();
    assertThat(spaced.err()).isEmpty();
  }

  @Test
  void b03_aBusyServerSaysNothingOfThePassword() {
    icloud.faults().on("AUTHENTICATE").times(2).unavailable();
    CliRun twice = setting().run("list");
    icloud.faults().on("AUTHENTICATE").always().unavailable();
    CliRun always = setting().run("list");

    assertThat(twice.exitCode()).as(twice.toString()).isZero();
    assertThat(always.exitCode()).isEqualTo(75);
    assertThat(always.err())
        .contains("the server is busy")
        .doesNotContain("app-specific", "password");
    assertThat(tried()).hasSize(3 + 4).containsOnly("jo@icloud.com");
  }

  @Test
  void b03_theNetworkSaysNothingOfThePassword() {
    icloud.faults().on("CONNECT").reset();
    CliRun reset = setting().run("list");
    CliRun nobody =
        setting()
            .with(
                "ICLOUD_MAIL_LOCAL_SERVERS",
                setting()
                    .environment()
                    .get("ICLOUD_MAIL_LOCAL_SERVERS")
                    .replaceFirst("imap=\\d+", "imap=1"))
            .run("list");

    for (CliRun run : List.of(reset, nobody)) {
      assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
      assertThat(run.err()).doesNotContain("app-specific", "password");
    }
    assertThat(tried()).isEmpty();
  }

  @Test
  void b03_aServerThatProvesNothingSaysNothingOfThePassword() {
    CliRun run =
        CliRun.Setting.against(
                icloud.imap().port(), icloud.smtp().port(), TestCertificate.unknown(), directory)
            .run("list");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(run.err())
        .contains("cannot prove that it is the mail server")
        .doesNotContain("app-specific", "password");
    assertThat(tried()).isEmpty();
  }
}

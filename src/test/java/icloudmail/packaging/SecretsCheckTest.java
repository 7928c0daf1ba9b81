package icloudmail.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.MailServers;
import icloudmail.testkit.ProgramRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check that no run of the tests leaves the password of the tests behind can fail. */
class SecretsCheckTest {
  private static final String BARE = MailServers.PASSWORD.replace("-", "");

  @TempDir Path directory;

  private ProgramRun check() {
    return ProgramRun.of(
        directory,
        Map.of("PATH", "/usr/bin:/bin"),
        "",
        Path.of(".ci/secrets").toAbsolutePath().toString(),
        directory.toString());
  }

  private void plant(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void plainAndWithoutHyphens() throws IOException {
    plant("deep/report.xml", "<a>" + MailServers.PASSWORD + "</a>\0\u00FF");
    plant("log", BARE);
    plant("other", "abcd-efgh-ijkl-mnop");

    ProgramRun run = check();

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(run.err()).contains("deep/report.xml", "log").doesNotContain("other");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "jo", "jo@icloud.com", "jo@me.com", "a@mac.com"})
  void asALoginOfAnyUserCarriesIt(String user) throws IOException {
    plant("trace", "AUTH PLAIN " + base64("\0" + user + "\0" + MailServers.PASSWORD));
    assertThat(check().exitCode()).isEqualTo(1);

    plant("trace", "AUTH PLAIN " + base64(user + "\0" + user + "\0" + BARE + "\r\n"));
    assertThat(check().exitCode()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hs_err_pid12.log", "java_pid12.hprof", "core", "core.12"})
  void anImageOfMemory(String name) throws IOException {
    plant(name, "");

    assertThat(check().exitCode()).isEqualTo(1);
  }

  @Test
  void whatHasNothingOfItIsLetPass() throws IOException {
    plant("test-classes/MailServers.class", MailServers.PASSWORD);
    plant("report.xml", base64("\0jo\0abcd-efgh-ijkl-mnop"));

    ProgramRun run = check();

    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  @Test
  void aFileThatGoesMeanwhileHidesNoOther() throws IOException {
    plant("log", BARE);
    Map<String, String> path = Map.of("PATH", "/usr/bin:/bin");
    String check = Path.of(".ci/secrets").toAbsolutePath().toString();
    String gone = directory.resolve("gone").toString();

    ProgramRun run = ProgramRun.of(directory, path, "", check, directory.toString(), gone);
    Files.delete(directory.resolve("log"));
    ProgramRun later = ProgramRun.of(directory, path, "", check, directory.toString(), gone);

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(later.exitCode()).as(later.toString()).isZero();
  }

  @Test
  void whatCannotBeLookedIntoIsNotLetPass() {
    ProgramRun run =
        ProgramRun.of(
            directory,
            Map.of("PATH", "/usr/bin:/bin"),
            "",
            Path.of(".ci/secrets").toAbsolutePath().toString(),
            directory.resolve("nothing").toString());

    assertThat(run.exitCode()).isEqualTo(2);
  }
}

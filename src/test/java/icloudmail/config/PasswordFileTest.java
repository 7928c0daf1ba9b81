package icloudmail.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.MailException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordFileTest {
  @TempDir Path directory;

  private Path file(String text, String permissions) throws IOException {
    Path file = Files.writeString(directory.resolve("password"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static String password(Path file, boolean guarded) throws MailException {
    return new PasswordFile("password.file", file, guarded).password().reveal();
  }

  private static void isRefused(Path file, String message, String hint) {
    assertThatThrownBy(() -> password(file, true))
        .isInstanceOfSatisfying(
            MailException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(MailException.Kind.CONFIGURATION);
              assertThat(e.hint()).isEqualTo(hint);
            })
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "abcd-efgh-ijkl-mnop          | abcd-efgh-ijkl-mnop",
        "abcd-efgh\\n                 | abcd-efgh",
        "abcd-efgh\\r\\nsecond line   | abcd-efgh",
        "'  two words \\n'            | two words",
        "'\uFEFFabcd\\n'              | abcd",
      })
  void thePasswordIsItsFirstLine(String text, String password) throws Exception {
    assertThat(password(file(text.replace("\\n", "\n").replace("\\r", "\r"), "rw-------"), true))
        .isEqualTo(password);
  }

  @Test
  void readOnlyIsPrivateEnough() throws IOException, MailException {
    assertThat(password(file("abcd", "r--------"), true)).isEqualTo("abcd");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw----r--", "rw--w----", "rwx--x---"})
  void aFileThatOthersCanUseIsRefusedWithItsRemedy(String permissions) throws IOException {
    Path file = file("abcd", permissions);

    isRefused(
        file, "the password file " + file + " can be used by others", "Run: chmod 600 " + file);
  }

  @Test
  void aDirectoryIsNoFileAndKeepsItsPermissions() throws IOException {
    Path place = Files.createDirectory(directory.resolve("place"));

    isRefused(
        place,
        "cannot read the password from password.file " + place + ": Is a directory",
        "The file must exist and hold the app-specific password in its first line.");
  }

  @Test
  void systemdGuardsItsOwn() throws IOException, MailException {
    assertThat(password(file("abcd", "r--r--r--"), false)).isEqualTo("abcd");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "  \nsecond"})
  void anEmptyFirstLineIsNoPassword(String text) throws IOException {
    Path file = file(text, "rw-------");

    isRefused(file, "password.file " + file + " gives an empty password", null);
  }

  @Test
  void aFileThatIsNotThereIsSaid() {
    Path missing = directory.resolve("none");

    isRefused(
        missing,
        "cannot read the password from password.file " + missing + ": no such file or directory",
        "The file must exist and hold the app-specific password in its first line.");
  }

  @Test
  void aLongFileIsNoPasswordFile() throws IOException {
    Path file = file("x".repeat(4097), "rw-------");

    isRefused(file, "password.file " + file + " is too long for a password", null);
  }

  @Test
  void noFailureTellsTheContent() throws IOException {
    Path file = file("abcd-efgh", "rw-r--r--");

    assertThatThrownBy(() -> password(file, true))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.getMessage() + e.hint()).doesNotContain("abcd"));
    assertThat(new PasswordFile("password.file", file, true).toString()).doesNotContain("abcd");
  }
}

package icloudmail.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.config.ConfigWriter.Entry;
import icloudmail.model.MailException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigWriterTest {
  private static final Entry JO =
      new Entry("jo@icloud.com", List.of("Jo \"J\" Doe <jo@icloud.com>"), "jo.password", null);

  @TempDir Path directory;

  private Path file;

  @BeforeEach
  void place() {
    file = directory.resolve("config/icloud-mail/config.toml");
  }

  private void write(String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private ConfigWriter writer() {
    return new ConfigWriter(file);
  }

  @Test
  void aFileThatIsNotThereIsMadePrivate() throws Exception {
    writer().put("jo", JO);

    assertThat(file)
        .hasContent(
            """
            [accounts.jo]
            login = "jo@icloud.com"
            from = ["Jo \\"J\\" Doe <jo@icloud.com>"]
            password.file = "jo.password"
            """);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file.getParent().toFile().list()).containsExactly("config.toml");
    assertThat(writer().names()).containsExactly("jo");
  }

  @Test
  void anAccountIsChangedAndAllElseStaysAsItIs() throws Exception {
    write(
        """
        # mine
        default-account = "work"   # for now

        [accounts.work]
        login = "w@me.com"

        # the family's
        [accounts.jo]   # not Joe
        # where it logs in
        login = "old@icloud.com"   # the primary one
        from = [
          "A <a@example.org>",  # [odd]
          "b@example.org",
        ]
        [accounts.jo.password]
        command = ["pass", "show", "#icloud"]

        [accounts.last]
        login = 'l@me.com'
        """);

    writer().put("jo", new Entry("jo@icloud.com", List.of(), null, "secret-tool"));

    assertThat(file)
        .hasContent(
            """
            # mine
            default-account = "work"   # for now

            [accounts.work]
            login = "w@me.com"

            # the family's
            [accounts.jo]   # not Joe
            # where it logs in
            login = "jo@icloud.com"   # the primary one
            password.store = "secret-tool"

            [accounts.last]
            login = 'l@me.com'
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "\"%s\"", "'%s'", "\"%s\\\\%s\""})
  void aLongNameIsNoTrouble(String form) throws Exception {
    String name = form.replace("%s", "a".repeat(20_000));
    String other = "[accounts." + name + "]\nlogin = 'x@icloud.com' # c\n";
    write(other);

    writer().put("work", JO);

    assertThat(Files.readString(file)).contains(other);
  }

  @Test
  void theFirstOfSeveralBecomesTheDefault() throws Exception {
    writer().put("jo", JO);
    writer().put("at work", new Entry("w@me.com", List.of(), null, "keychain"));

    assertThat(file).content().startsWith("default-account = \"jo\"\n[accounts.jo]\n");
    assertThat(file)
        .content()
        .endsWith("[accounts.\"at work\"]\nlogin = \"w@me.com\"\npassword.store = \"keychain\"\n");
    assertThat(writer().store("at work")).isEqualTo("keychain");
  }

  @Test
  void anAccountIsRemovedWithWhatNamesIt() throws Exception {
    writer().put("jo", JO);
    writer().put("work", new Entry("w@me.com", List.of(), null, "dpapi"));

    writer().remove("jo");

    assertThat(file)
        .hasContent("\n[accounts.work]\nlogin = \"w@me.com\"\npassword.store = \"dpapi\"\n");
  }

  @Test
  void aCommentAboveTheNextAccountIsNotRemovedWithThisOne() throws Exception {
    write(
        """
        [accounts.jo]
        # the first
        login = "jo@icloud.com"

        # the family's
        [accounts.home]
        login = "h@me.com"
        # password.file = "old"
        """);

    writer().remove("jo");

    assertThat(file)
        .hasContent(
            """

            # the family's
            [accounts.home]
            login = "h@me.com"
            # password.file = "old"
            """);
  }

  @Test
  void whatSetupDoesNotAskForStaysInAllItsLines() throws Exception {
    String signature =
        """
        signature = \"""  # seen by all
        Jo "Doe"
        [accounts.jo]
        login = \\"nobody\\"  # 1
        \"""
        sent-copy = false
        """;
    write(
        "[accounts.work]\nlogin = \"w@me.com\"\n"
            + signature
            + "[accounts.jo]\n"
            + signature
            + "login = \"\"\"\nold@icloud.com\"\"\"  # mine\n");

    writer().put("jo", new Entry("jo@icloud.com", List.of(), null, "dpapi"));

    assertThat(file)
        .content()
        .endsWith(
            "[accounts.jo]\n"
                + signature
                + "login = \"jo@icloud.com\"\npassword.store = \"dpapi\"\n");
    assertThat(writer().login("jo")).isEqualTo("jo@icloud.com");
  }

  @Test
  void linesThatEndAsOnWindowsStillDo() throws Exception {
    write("# mine\r\n[accounts.jo]\r\nlogin = \"x@me.com\"  # old\r\n");

    writer().put("jo", new Entry("jo@icloud.com", List.of(), null, "dpapi"));

    assertThat(Files.readString(file))
        .isEqualTo(
            "# mine\r\n[accounts.jo]\r\nlogin = \"jo@icloud.com\"  # old\r\n"
                + "password.store = \"dpapi\"\r\n");
  }

  @Test
  void aDefaultThatIsNoAccountGivesWay() throws Exception {
    write("default-account = \"gone\"\n[accounts.work]\nlogin = \"w@me.com\"\n");

    writer().put("jo", new Entry("jo@icloud.com", List.of(), null, "dpapi"));

    assertThat(file).content().startsWith("default-account = \"jo\"\n[accounts.work]\n");
    assertThat(writer().isDefault("jo")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accounts.jo.login = \"x@me.com\"\n",
        "[accounts]\njo = {login = \"x@me.com\"}\n",
        "[accounts]\njo.login = \"x@me.com\"\n"
      })
  void whatIsWrittenInAnotherWayIsLeftAsItIs(String text) throws Exception {
    write(text);

    assertThatThrownBy(() -> writer().put("jo", JO)).isInstanceOf(MailException.class);
    assertThat(file).hasContent(text);
    assertThat(file.getParent().toFile().list()).containsExactly("config.toml");
  }

  @Test
  void aLinkStaysOne() throws Exception {
    Path real = directory.resolve("dotfiles.toml");
    Files.writeString(real, "");
    Files.createDirectories(file.getParent());
    Files.createSymbolicLink(file, real);

    writer().put("jo", JO);

    assertThat(Files.isSymbolicLink(file)).isTrue();
    assertThat(real).content().contains("[accounts.jo]");
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsTold() throws Exception {
    Files.writeString(directory.resolve("config"), "a file");

    assertThatThrownBy(() -> writer().put("jo", JO))
        .isInstanceOf(MailException.class)
        .hasMessageStartingWith("cannot write " + file);
  }

  @Test
  void amongSeveralWithoutADefaultNoneBecomesIt() throws Exception {
    String two = "[accounts.a]\nlogin = \"a@me.com\"\n\n[accounts.b]\nlogin = \"b@me.com\"\n";
    write(two);

    writer().put("jo", JO);

    assertThat(file).content().startsWith(two).doesNotContain("default-account");
  }

  @Test
  void aNameWithBlanksAndDotsIsChangedAndRemoved() throws Exception {
    write(
        "[accounts.\"at work.com\"]\nlogin = \"w@me.com\"\n\n[accounts.\"at work\"]\nlogin = \"v@me.com\"\n");

    writer().put("at work", JO);
    writer().remove("at work");

    assertThat(writer().names()).containsExactly("at work.com");
  }
}

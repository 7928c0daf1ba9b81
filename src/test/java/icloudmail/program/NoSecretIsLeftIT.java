package icloudmail.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.MailServers;
import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The password of an account is in nothing that a day's commands leave behind or show to another
 * program, whether they succeed or fail.
 */
class NoSecretIsLeftIT {
  private static final String PASSWORD = MailServers.PASSWORD;

  /** What a command sees of itself and of who has started it. */
  private static final String SPY =
      "#!/bin/sh\nenv >>seen\ntr '\\0' ' ' </proc/$$/cmdline >>seen\n"
          + "tr '\\0' ' ' </proc/$PPID/cmdline >>seen\ncat >>seen\nls -l /proc/$$/fd >>seen\n";

  @TempDir Path home;

  private final ICloud icloud = new ICloud();
  private final List<String> said = new ArrayList<>();
  private Path secret;

  @AfterEach
  void close() {
    icloud.close();
  }

  private ProgramRun run(String... arguments) {
    Map<String, String> environment = new HashMap<>(icloud.setting(home).environment());
    environment.put("HOME", home.toString());
    environment.put("TMPDIR", home.toString());
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.remove("ICLOUD_MAIL_PASSWORD");
    environment.put("ICLOUD_MAIL_PASSWORD_FILE", secret.toString());
    List<String> command = new ArrayList<>(List.of(ProgramRun.launcher().toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-vv", "--trace", "trace" + said.size(), "--timeout", "20s"));
    ProgramRun run = ProgramRun.of(home, environment, "", command.toArray(String[]::new));
    said.add(run.toString());
    return run;
  }

  /** The forms that a login has on the wire, and what a careless program would show. */
  private static List<String> forms() {
    List<String> forms = new ArrayList<>(List.of(PASSWORD, PASSWORD.replace("-", "")));
    for (String login : List.of("jo@icloud.com", "jo", "")) {
      forms.add(encoded("\0" + login + "\0" + PASSWORD));
    }
    forms.add(encoded(PASSWORD));
    return forms;
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private void write(String name, String text, String mode) throws IOException {
    Path file = Files.writeString(home.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(Files::isRegularFile).filter(file -> !file.equals(secret)).toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void ofAWholeDay() throws IOException {
    write("secret", PASSWORD + "\n", "rw-------");
    write("spy", SPY, "rwx------");
    secret = home.resolve("secret");
    icloud.deliver("From: ada@example.com\nSubject: one\nMessage-ID: <1@example.com>\n\ntext\n");

    commands();
    for (String step : List.of("CONNECT", "AUTHENTICATE", "AUTH")) {
      for (int fault = 0; fault < 3; fault++) {
        var rule = icloud.faults().on(step).always();
        switch (fault) {
          case 0 -> rule.no("[AUTHENTICATIONFAILED] 5.7.8 no " + step);
          case 1 -> rule.garbage();
          default -> rule.close();
        }
        run("check");
        run("send", "--queue", "-m", "text", "bob@example.com");
        icloud.faults().clear();
      }
    }

    assertThat(home.resolve("seen")).content().contains("ICLOUD_MAIL_SUBJECT=one", "icloud-mail");
    assertThat(said).hasSizeGreaterThan(25).noneMatch(NoSecretIsLeftIT::betrays);
    assertThat(betrays(read(secret))).isTrue();
    assertThat(left().stream().filter(file -> betrays(read(file))).toList()).isEmpty();
    assertThat(left().stream().filter(file -> file.getFileName().toString().startsWith("trace")))
        .hasSizeGreaterThan(20);
    assertThat(left().stream().map(Path::toString))
        .noneMatch(file -> file.matches(".*(hprof|hs_err|core).*"));
    assertThat(read(home.resolve("seen"))).contains("-XX:-HeapDumpOnOutOfMemoryError");
  }

  private void commands() {
    run("check", "--new=job");
    icloud.deliver("From: ada@example.com\nSubject: one\nMessage-ID: <2@example.com>\n\ntext\n");
    assertThat(run("check", "--new=job", "--exec", "./spy").exitCode()).isZero();
    assertThat(run("list").exitCode()).isZero();
    assertThat(run("folders").exitCode()).isZero();
    assertThat(run("fetch", "2272").exitCode()).isZero();
    assertThat(run("fetch", "--as", "maildir", "-o", "backup", "--new", "in:any").exitCode())
        .isZero();
    assertThat(run("mark", "--read", "2272").exitCode()).isZero();
    assertThat(run("move", "2272", "archive").exitCode()).isZero();
    assertThat(run("send", "-m", "text", "bob@example.com").exitCode()).isZero();
    assertThat(run("send", "--draft", "-m", "text", "bob@example.com").exitCode()).isZero();
    assertThat(run("outbox", "--flush").exitCode()).isZero();
    run("doctor", "--json");
    assertThat(run("check", "--bogus").exitCode()).isEqualTo(64);
  }

  private static boolean betrays(String text) {
    return forms().stream().anyMatch(text::contains);
  }
}

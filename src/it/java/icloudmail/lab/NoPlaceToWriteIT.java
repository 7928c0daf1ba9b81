package icloudmail.lab;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing can be written where the program keeps its state: what needs none works, and what needs
 * one says so and has done nothing.
 */
class NoPlaceToWriteIT {
  @TempDir Path directory;

  private Path home;
  private PackagedRuns runs;
  private Map<String, String> environment;
  private List<String> by = List.of();

  @BeforeEach
  void begin() throws IOException {
    home = Files.createDirectories(directory.resolve("home"));
    runs = new PackagedRuns(directory);
    environment = runs.environment();
    environment.put("HOME", home.toString());
    runs.deliver("fresh");
  }

  @AfterEach
  void end() {
    runs.attempted("umount home");
    runs.close();
  }

  /** Sets the place up. */
  private void place(String how) throws IOException {
    switch (how) {
      case "a read-only file system" ->
          runs.shell("mount -t tmpfs -o size=64k,mode=700,ro none home");
      case "a directory of another user" -> {
        runs.shell("chmod 700 home; chown nobody home");
        by = PackagedRuns.ORDINARY;
      }
      case "a home that is a file" -> {
        Files.delete(home);
        Files.writeString(home, "precious\n");
      }
      case "a home that cannot be made" -> environment.put("HOME", "/proc/none");
      case "a state of another user" -> {
        runs.shell("mkdir -p home/.local/state/icloud-mail; chmod 700 home/.local/state/*");
        runs.shell("chown nobody home/.local/state/icloud-mail");
        by = PackagedRuns.ORDINARY;
      }
      default -> throw new IllegalArgumentException(how);
    }
  }

  private ProgramRun run(int code, String... arguments) {
    ProgramRun run = runs.run(environment, by, arguments);
    assertThat(run.exitCode()).as("%s: %s", List.of(arguments), run).isEqualTo(code);
    assertThat(run.err()).doesNotContain("Exception", "\tat ");
    return run;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a read-only file system",
        "a directory of another user",
        "a home that is a file",
        "a home that cannot be made",
        "a state of another user"
      })
  void whatNeedsNoStateWorksAndTheRestSaysSo(String how) throws IOException {
    place(how);
    List<String> wrong = new ArrayList<>();

    assertThat(run(0, "check", "--count").out()).isEqualTo("1\n");
    assertThat(run(0, "list").out()).contains("\tfresh\t");
    for (String line :
        List.of(
            "check --new=job",
            "send -m precious bob@example.com",
            "send --queue -m precious bob@example.com")) {
      ProgramRun refused = run(73, line.split(" ", -1));
      if (!refused.out().isEmpty()
          || !refused.err().matches("icloud-mail: cannot .*\\n(  .*\\n)+")) {
        wrong.add(line + ": " + refused);
      }
    }
    String kept = environment.get("HOME") + "/.local/state/icloud-mail/kept";
    ProgramRun backup = run(73, "fetch", "in:inbox", "--as", "eml", "--new", "-o", kept);
    assertThat(backup.out()).isEmpty();
    ProgramRun outbox = runs.run(environment, by, "outbox");
    assertThat(outbox.exitCode()).as(outbox.toString()).isIn(0, 74);

    assertThat(wrong).isEmpty();
    assertThat(runs.smtp().submissions()).isEmpty();
    assertThat(outbox.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"unset", "empty", "not there yet"})
  void whereHomeIsNotToldOrNotThereItIsFoundOrMade(String how) throws IOException {
    Path state = directory.resolve("state");
    switch (how) {
      case "unset" -> environment.remove("HOME");
      case "empty" -> environment.put("HOME", "");
      default -> environment.put("HOME", directory.resolve("x/y").toString());
    }
    if (!how.equals("not there yet")) {
      // the user database names root's own, which is not this test's to write to
      environment.put("XDG_STATE_HOME", state.toString());
    }

    run(1, "check", "--new=job");
    run(0, "send", "-m", "precious", "bob@example.com");

    assertThat(runs.taken("precious")).isEqualTo(1);
    Path made = how.equals("not there yet") ? directory.resolve("x/y/.local/state") : state;
    assertThat(made.resolve("icloud-mail/jobs/job")).isRegularFile();
  }
}

package icloudmail.program;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The archive of classes that the launcher maps: whose it is, when one is made, and that nobody
 * notices. Most runs have a Java that only says what it was asked.
 */
class ClassArchiveIT {
  private static final String ANSWER = "program ran\n";

  @TempDir Path directory;

  private Path home;
  private Path app;
  private Path jdk;
  private Path asked;
  private Path kept;

  @BeforeEach
  void place() throws IOException {
    home = Files.createDirectory(directory.resolve("home"));
    asked = directory.resolve("asked");
    app = directory.resolve("an app");
    for (String file : List.of("bin/icloud-mail", "lib/archive")) {
      Files.createDirectories(app.resolve(file).getParent());
      Files.copy(program().resolve(file), app.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
    }
    Files.writeString(app.resolve("lib/icloud-mail.jar"), "jar");
    Files.writeString(app.resolve("lib/icloud-mail.classes"), "# one\njava/lang/Object\n");
    jdk = Files.createDirectories(directory.resolve("jdk/bin")).getParent();
    release("99.0.1+2-Test");
    Path java = jdk.resolve("bin/java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        case $1 in
        -Xshare:dump)
          [ ! -e %1$s/refuse ] || exit 1
          for word; do case $word in -XX:SharedArchiveFile=*) echo archive >"${word#*=}" ;; esac; done
          echo dump >>%2$s ;;
        *) echo "$@" >>%2$s; echo 'program ran' ;;
        esac
        """
            .formatted(directory, asked));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    kept = kept(home.resolve(".cache"), "99.0.1+2-Test", "one");
  }

  private Path kept(Path cache, String java, String program) {
    return Path.of(cache + "/icloud-mail/" + java + "-" + program + app + ".jsa");
  }

  private static Path program() {
    return ProgramRun.launcher().getParent().getParent();
  }

  private void release(String build) throws IOException {
    Files.writeString(
        jdk.resolve("release"),
        "IMPLEMENTOR=\"Test\"\nJAVA_RUNTIME_VERSION=\"%s\"\nJAVA_VERSION=\"99.0.1\"\n"
            .formatted(build));
  }

  private ProgramRun run(String... more) {
    return run(app, more);
  }

  private ProgramRun run(Path program, String... more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", home.toString());
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("JAVA_HOME", jdk.toString());
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return ProgramRun.of(
        directory, environment, "", program.resolve("bin/icloud-mail").toString(), "--version");
  }

  private List<String> asked() throws IOException {
    return Files.readAllLines(asked).stream().filter(line -> !line.equals("dump")).toList();
  }

  /** Runs the program once, and waits until the archive is there that it has made meanwhile. */
  private void make() throws Exception {
    Files.createDirectories(kept.getParent());
    try (WatchService watch = kept.getFileSystem().newWatchService()) {
      kept.getParent().register(watch, StandardWatchEventKinds.ENTRY_DELETE);
      run();
      Path making = Path.of(kept + ".making");
      while (!Files.exists(kept) || Files.exists(making)) {
        WatchKey key = watch.poll(30, TimeUnit.SECONDS);
        assertThat(key).as("an archive is made").isNotNull();
        key.reset();
      }
    }
  }

  @Test
  void theOneThatPackagingMadeIsMapped() throws Exception {
    Path real = Path.of(System.getProperty("java.home"));
    Files.copy(
        real.resolve("release"), jdk.resolve("release"), StandardCopyOption.REPLACE_EXISTING);

    assertThat(run(program())).isEqualTo(new ProgramRun(0, ANSWER, ""));
    assertThat(asked())
        .singleElement()
        .asString()
        .contains("-XX:SharedArchiveFile=" + program().resolve("lib/icloud-mail.jsa") + " ");
    assertThat(home.resolve(".cache")).doesNotExist();
  }

  @Test
  void itHoldsTheClassesOfEachLibraryThatAStartNeeds() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    ProgramRun run =
        ProgramRun.of(
            directory,
            Map.of("PATH", "/usr/bin:/bin"),
            "",
            java,
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-XX:SharedArchiveFile=" + program().resolve("lib/icloud-mail.jsa"),
            "-Xlog:class+load",
            "-cp",
            program().resolve("lib/icloud-mail.jar").toString(),
            "icloudmail.IcloudMail",
            "check",
            "--bogus");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(64);
    for (String name : List.of("icloudmail.cli.CheckCommand", "picocli.CommandLine")) {
      assertThat(run.out().lines().filter(line -> line.contains(" " + name + " ")))
          .singleElement()
          .asString()
          .contains("source: shared objects file");
    }
  }

  @Test
  void forAnotherJavaOneIsMadeForTheNextTime() throws Exception {
    make();

    assertThat(run()).isEqualTo(new ProgramRun(0, ANSWER, ""));
    assertThat(asked()).hasSize(2);
    assertThat(asked().get(0)).doesNotContain("SharedArchiveFile");
    assertThat(asked().get(1)).contains("-XX:SharedArchiveFile=" + kept + " ");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");
    assertThat(Files.readAllLines(asked)).containsOnlyOnce("dump");
  }

  @Test
  void itGoesWhereTheCacheIsSaidToBe() throws Exception {
    kept = kept(directory.resolve("cache"), "99.0.1+2-Test", "one");
    Files.createDirectories(kept.getParent());
    Files.writeString(kept, "archive");

    run("XDG_CACHE_HOME", directory.resolve("cache").toString());

    assertThat(asked()).singleElement().asString().contains("-XX:SharedArchiveFile=" + kept + " ");
  }

  @Test
  void whatIsBeingMadeOrCouldNotBeMadeIsNotTriedAgain() throws Exception {
    Files.createDirectories(Path.of(kept + ".making"));

    assertThat(run()).isEqualTo(new ProgramRun(0, ANSWER, ""));

    assertThat(asked()).singleElement().asString().doesNotContain("SharedArchiveFile");
    assertThat(kept).doesNotExist();
  }

  @Test
  void whatWasInterruptedIsTriedAgainAfterAnHour() throws Exception {
    Path making = Files.createDirectories(Path.of(kept + ".making"));
    Files.setLastModifiedTime(making, FileTime.from(Instant.EPOCH));

    run();
    make();

    assertThat(kept).hasContent("archive");
  }

  /** Its files may have the times of those before them. */
  @Test
  void anotherProgramInTheSamePlaceHasOneOfItsOwn() throws Exception {
    make();
    Files.writeString(app.resolve("lib/icloud-mail.classes"), "# two\njava/lang/Object\n");
    kept = kept(home.resolve(".cache"), "99.0.1+2-Test", "two");

    make();

    assertThat(asked().get(1)).doesNotContain("SharedArchiveFile");
    assertThat(kept).hasContent("archive");
    assertThat(Files.readAllLines(asked)).hasSize(4);
    run();
    assertThat(asked().get(2)).contains("-XX:SharedArchiveFile=" + kept + " ");
  }

  @Test
  void directoriesThatTheShellLooksForDoNotLeadAstray() throws IOException {
    // nothing is to be made that would outlive the test
    Files.createDirectories(Path.of(kept + ".making"));

    ProgramRun run =
        ProgramRun.shell(
            directory,
            Map.of(
                "HOME",
                home.toString(),
                "PATH",
                "/usr/bin:/bin",
                "JAVA_HOME",
                jdk.toString(),
                "CDPATH",
                ".:/usr"),
            "",
            "cd ./'an app' && bin/icloud-mail --version");

    assertThat(run).isEqualTo(new ProgramRun(0, ANSWER, ""));
  }

  @Test
  void anUpdatedJavaHasOneOfItsOwn() throws Exception {
    make();
    release("99.0.2+1-Test");
    kept = kept(home.resolve(".cache"), "99.0.2+1-Test", "one");

    make();

    assertThat(asked().get(1)).doesNotContain("SharedArchiveFile");
  }

  @Test
  void whereNothingCanBeWrittenAllIsAsBefore() throws Exception {
    Files.writeString(home.resolve(".cache"), "no directory");

    assertThat(run()).isEqualTo(new ProgramRun(0, ANSWER, ""));
    assertThat(run("HOME", "/nonexistent")).isEqualTo(new ProgramRun(0, ANSWER, ""));
  }
}

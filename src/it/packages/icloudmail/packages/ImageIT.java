package icloudmail.packages;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.ServersExtension;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The image that needs no Java. */
class ImageIT {
  private static final Path CORPUS = Path.of("src/test/resources/icloudmail/corpus");
  private static final long LARGEST_DOWNLOAD = 60_000_000;
  private static final long LARGEST = 80_000_000;
  private static final double FIVE_MINUTES = 300;

  @RegisterExtension static final ServersExtension SERVERS = new ServersExtension();

  @TempDir static Path directory;

  private static Path image;

  @BeforeAll
  static void unpack() throws IOException {
    ProgramRun tar =
        ProgramRun.of(
            directory,
            Map.of("PATH", "/usr/bin:/bin"),
            "",
            "tar",
            "-xzf",
            Built.image().toString());
    assertThat(tar).isEqualTo(new ProgramRun(0, "", ""));
    String name = Built.image().getFileName().toString();
    image = directory.resolve(name.substring(0, name.length() - ".tar.gz".length()));
  }

  private static List<Path> files(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).toList();
    }
  }

  @Test
  void itIsNotLarge() throws IOException {
    long unpacked = 0;
    for (Path file : files(image)) {
      unpacked += Files.size(file);
    }

    assertThat(Built.image())
        .satisfies(file -> assertThat(Files.size(file)).isLessThan(LARGEST_DOWNLOAD));
    assertThat(unpacked).isBetween(LARGEST / 2, LARGEST);
  }

  @Test
  void aNewUserWithoutJavaIsAtWorkWithinFiveMinutes() throws IOException {
    try (Debian debian = Debian.fresh(SERVERS.servers())) {
      Files.copy(Built.image(), debian.path("/home/jo/image.tar.gz"));

      ProgramRun java = debian.run("jo", "command -v java || [ -n \"$JAVA_HOME\" ]");
      double seconds =
          debian.newcomer("tar xzf image.tar.gz; PATH=$PATH:~/" + image.getFileName() + "/bin");

      assertThat(java).isEqualTo(new ProgramRun(1, "", ""));
      assertThat(seconds).isLessThan(FIVE_MINUTES);
    }
  }

  @Test
  void itTakesItsOwnJavaBeforeAnyOther() {
    ProgramRun run = run(image, new HashMap<>(Map.of("JAVA_HOME", "/nowhere")), "--version");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).endsWith(", " + image.resolve("runtime") + "\n");
  }

  @Test
  void itStartsFromTheArchiveOfClassesThatItBrings() {
    Map<String, String> environment = new HashMap<>();
    // the one variable that comes behind the launcher's options, and a failure without an archive
    environment.put("_JAVA_OPTIONS", "-Xshare:on -Xlog:class+load:file=classes.log");
    ProgramRun run = run(image, environment, "--version");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(directory.resolve("classes.log"))
        .content()
        .containsPattern("icloudmail\\.IcloudMail source: shared objects file");
    assertThat(directory.resolve(".cache")).doesNotExist();
  }

  @Test
  void itBringsTheCertificatesOfTheAuthorities() {
    assertThat(image.resolve("runtime/lib/security/cacerts"))
        .isRegularFile()
        .satisfies(file -> assertThat(Files.isSymbolicLink(file)).isFalse())
        .satisfies(file -> assertThat(Files.size(file)).isGreaterThan(100_000));
  }

  @Test
  void itReadsEveryMessageAsAWholeJdkDoes() throws IOException {
    try (ICloud servers = new ICloud()) {
      List<Path> messages =
          files(CORPUS).stream().filter(file -> file.toString().endsWith(".eml")).sorted().toList();
      for (Path message : messages) {
        servers.mailboxes().deliver("INBOX", Files.readAllBytes(message));
      }
      Map<String, String> environment =
          new HashMap<>(servers.setting(directory.resolve("state")).environment());
      for (String[] command :
          new String[][] {
            {"list", "-n", "2000", "--snippet", "--json"},
            {"list", "-n", "2000", "text:e", "--sort", "subject"},
            {"fetch", "in:inbox", "--as", "text"},
            {"fetch", "in:inbox", "--as", "html"},
            {"fetch", "in:inbox", "--as", "text", "--prefer", "html", "--json"},
            {"folders", "-v"},
          }) {
        ProgramRun answer = run(image, environment, command);

        assertThat(answer.exitCode()).as(answer.err()).isZero();
        assertThat(answer.out()).as(String.join(" ", command)).isNotEmpty();
        assertThat(answer).as(String.join(" ", command)).isEqualTo(withJdk(environment, command));
      }
      assertThat(messages).hasSizeGreaterThan(500);
    }
  }

  @Test
  void itWritesWhatAWholeJdkWrites() {
    Map<String, String> environment = new HashMap<>(SERVERS.servers().environment());

    ProgramRun sent =
        run(
            image,
            environment,
            "send",
            "--markdown",
            "-m",
            "# Grüße\n\n|a|\n|-|\n|b|",
            "jo@icloud.com");
    ProgramRun html = run(image, environment, "send", "--html", "-m", "<p>x", "jo@icloud.com");
    ProgramRun doctor = run(image, environment, "doctor");

    assertThat(sent.exitCode()).as(sent.toString()).isZero();
    assertThat(html.exitCode()).as(html.toString()).isZero();
    assertThat(doctor.exitCode()).as(doctor.toString()).isZero();
    assertThat(SERVERS.servers().submission().taken()).hasSize(2);
  }

  private static ProgramRun run(
      Path program, Map<String, String> environment, String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = program.resolve("bin/icloud-mail").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    environment.put("HOME", directory.toString());
    environment.put("PATH", "/usr/bin:/bin");
    return ProgramRun.of(directory, environment, "", command);
  }

  private static ProgramRun withJdk(Map<String, String> environment, String... arguments) {
    Map<String, String> whole = new HashMap<>(environment);
    whole.put("JAVA_HOME", System.getProperty("image.jdk", System.getProperty("java.home")));
    return run(Path.of("target/icloud-mail").toAbsolutePath(), whole, arguments);
  }
}

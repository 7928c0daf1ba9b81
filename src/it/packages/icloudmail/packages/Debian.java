package icloudmail.packages;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.MailServers;
import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A Debian in a directory, as it is after its installation: no Java, no mail program, a user {@code
 * jo}. It shares the network with this machine, so that its programs reach the servers of a test.
 */
final class Debian implements AutoCloseable {
  private static final Path SCRIPTS =
      Path.of("src/it/resources/icloudmail/packages").toAbsolutePath();
  private static final Pattern TYPED = Pattern.compile("(\\d+) characters in (\\d+) ms");

  /** 40 words a minute: what one types who does not type for a living. */
  private static final double CHARACTERS_A_SECOND = 200 / 60.0;

  private final Path root;
  private final Map<String, String> environment = new HashMap<>();

  private Debian(Path root) {
    this.root = root;
  }

  /** Makes one whose programs take {@code servers} for iCloud's. */
  static Debian fresh(MailServers servers) throws IOException {
    Path root = Files.createTempDirectory("icloud-mail-debian");
    Debian debian = new Debian(root);
    debian.environment.put("PATH", System.getenv("PATH"));
    String certificate = TestCertificate.valid().pem().toString();
    debian.environment.put(
        "ICLOUD_MAIL_LOCAL_SERVERS",
        servers.environment().get("ICLOUD_MAIL_LOCAL_SERVERS").replace(certificate, "/ca.pem"));
    ProgramRun made = debian.script("debian", root.toString());
    assertThat(made.exitCode()).as(made.toString()).isZero();
    Files.copy(TestCertificate.valid().pem(), root.resolve("ca.pem"));
    return debian;
  }

  /** A path inside as it is outside. */
  Path path(String inside) {
    return root.resolve(inside.substring(1));
  }

  /** Runs a line of shell inside, as {@code user}. */
  ProgramRun run(String user, String line) {
    return script("inside", root.toString(), user, "sh", "-c", line);
  }

  /** Runs a line of shell inside, as root, which must succeed; answers its standard output. */
  String asRoot(String line) {
    ProgramRun run = run("root", line);
    assertThat(run.exitCode()).as(run.toString()).isZero();
    return run.out();
  }

  /**
   * Has a new user set up the program and do the main job at a terminal, after the line {@code
   * where}; answers how many seconds that takes a person.
   */
  double newcomer(String where) {
    ProgramRun run = script("newcomer", where, SCRIPTS + "/inside", root.toString(), "jo", "sh");
    assertThat(run.exitCode()).as(run.toString()).isZero();
    MatchResult said =
        TYPED.matcher(run.out()).results().findFirst().orElseThrow(AssertionError::new);
    return Integer.parseInt(said.group(1)) / CHARACTERS_A_SECOND
        + Integer.parseInt(said.group(2)) / 1000.0;
  }

  @Override
  public void close() {
    // not by Java: inside are links to places outside
    ProgramRun gone =
        ProgramRun.of(
            Path.of("/"), environment, "", "rm", "-rf", "--one-file-system", root.toString());
    assertThat(gone).isEqualTo(new ProgramRun(0, "", ""));
  }

  private ProgramRun script(String name, String... arguments) {
    List<String> command = new ArrayList<>(List.of(SCRIPTS.resolve(name).toString()));
    command.addAll(List.of(arguments));
    return ProgramRun.of(Path.of("/"), environment, "", command.toArray(String[]::new));
  }
}

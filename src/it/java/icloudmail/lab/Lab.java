package icloudmail.lab;

import icloudmail.testkit.MailServers;
import icloudmail.testkit.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Real Dovecot and Postfix on loopback, and the packaged program run against them as alice. */
final class Lab implements AutoCloseable {
  static final String ALICE = "alice@icloud.com";

  private static final Path SCRIPTS =
      Path.of(System.getProperty("lab", "../shared/lab")).toAbsolutePath().normalize();
  private static final Pattern EXPORT = Pattern.compile("(LAB_\\w+)='([^']*)'");

  private final Path work;
  private final Map<String, String> settings = new HashMap<>();

  private Lab(Path work) {
    this.work = work;
  }

  /** Starts the servers; {@code work} is the user's home and current directory. */
  static Lab up(Path work) {
    Lab lab = new Lab(work);
    // into files, since the servers that stay behind would keep a pipe open
    ProgramRun run =
        ProgramRun.shell(
            work,
            Map.of("PATH", System.getenv("PATH"), "LAB_PASSWORD", MailServers.PASSWORD),
            "",
            SCRIPTS
                + "/lab-up >lab-exports 2>lab-errors </dev/null; code=$?; cat lab-exports; exit $code");
    if (run.exitCode() != 0) {
      throw new IllegalStateException("the lab does not start: " + run);
    }
    Matcher exports = EXPORT.matcher(run.out());
    while (exports.find()) {
      lab.settings.put(exports.group(1), exports.group(2));
    }
    return lab;
  }

  Path directory() {
    return Path.of(settings.get("LAB_DIR"));
  }

  String password() {
    return settings.get("LAB_PASSWORD");
  }

  /** What {@code ca=FILE} takes. */
  String certificates() {
    return settings.get("LAB_CA");
  }

  /** Runs one of the lab's scripts. */
  ProgramRun script(String name, String... arguments) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("PATH", System.getenv("PATH"));
    String[] command = new String[arguments.length + 1];
    command[0] = SCRIPTS + "/" + name;
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    ProgramRun run = ProgramRun.of(work, environment, "", command);
    if (run.exitCode() != 0) {
      throw new IllegalStateException(name + ": " + run);
    }
    return run;
  }

  /** A proxy in front of Dovecot with these faults, until the lab ends; answers its port. */
  String proxy(String... faults) {
    List<String> command = new ArrayList<>(List.of("proxy", SCRIPTS + "/delayproxy", "0"));
    command.addAll(List.of(settings.get("LAB_IMAP_PORT"), "5"));
    command.addAll(List.of(faults));
    return script("lab-bg", command.toArray(String[]::new)).out().strip();
  }

  /**
   * A proxy of this name in front of Dovecot, until it is stopped; answers its port.
   *
   * @param words the port or 0, the round trip in milliseconds, and faults
   */
  String background(String name, String... words) {
    List<String> command = new ArrayList<>(List.of(name, SCRIPTS + "/delayproxy", words[0]));
    command.add(settings.get("LAB_IMAP_PORT"));
    command.addAll(List.of(words).subList(1, words.length));
    return script("lab-bg", command.toArray(String[]::new)).out().strip();
  }

  /** Stops what runs under this name, and cuts its connections. */
  void stop(String name) {
    script("lab-bg", "--stop", name);
  }

  /**
   * Both servers over a line with this round trip, as {@code ICLOUD_MAIL_LOCAL_SERVERS} names them.
   */
  String slowServers(int rttMillis) {
    return "imap="
        + slow("LAB_IMAP_PORT", rttMillis)
        + " smtp="
        + slow("LAB_SMTP_PORT", rttMillis)
        + " ca="
        + certificates();
  }

  private String slow(String port, int rttMillis) {
    return script(
            "lab-bg",
            "slow-" + port,
            SCRIPTS + "/delayproxy",
            "0",
            settings.get(port),
            Integer.toString(rttMillis))
        .out()
        .strip();
  }

  /** What alice's cron would give the program: no locale, no terminal. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", work.toString());
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("ICLOUD_MAIL_LOGIN", ALICE);
    environment.put("ICLOUD_MAIL_PASSWORD", password());
    environment.put(
        "ICLOUD_MAIL_LOCAL_SERVERS",
        "imap="
            + settings.get("LAB_IMAP_PORT")
            + " smtp="
            + settings.get("LAB_SMTP_PORT")
            + " ca="
            + settings.get("LAB_CA"));
    return environment;
  }

  ProgramRun mail(String... arguments) {
    return mail(environment(), arguments);
  }

  ProgramRun mail(Map<String, String> environment, String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = ProgramRun.launcher().toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return ProgramRun.of(work, environment, "", command);
  }

  /** Puts a message of {@code octets} bytes into alice's INBOX. */
  void deliver(String name, byte[] message) throws IOException {
    Path inbox = Files.createDirectories(directory().resolve("mail/alice/inbox/new"));
    Path file = Files.write(inbox.resolve(name), message);
    ProgramRun owned =
        ProgramRun.of(
            work,
            Map.of("PATH", System.getenv("PATH")),
            "",
            "chown",
            "-R",
            "mail:mail",
            directory().resolve("mail/alice").toString());
    if (owned.exitCode() != 0 || !Files.exists(file)) {
      throw new IllegalStateException(owned.toString());
    }
  }

  @Override
  public void close() {
    script("lab-down");
  }
}

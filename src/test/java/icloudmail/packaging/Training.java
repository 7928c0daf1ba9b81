package icloudmail.packaging;

import icloudmail.testkit.Mails;
import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.TestCertificate;
import icloudmail.testkit.icloud.AccountProfile;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Trains the packaged program: has it do its real work against the double, over TLS, and notes the
 * classes that it needs in {@code lib/icloud-mail.classes}. Of this list any JVM makes an archive
 * that it maps at the start instead of parsing jars; that of the JVM that packages is made at once.
 */
public final class Training {
  private static final List<List<String>> LESSONS =
      List.of(
          List.of("--version"),
          List.of("check", "--count"),
          List.of("check", "-q", "from:a@example.com", "since:7d"),
          List.of("check", "--new=job", "in:inbox", "--from-start"),
          List.of("list"),
          List.of("list", "--json", "subject:hello"),
          List.of("fetch", "subject:hello"),
          List.of("fetch", "in:inbox", "--as", "maildir", "--new", "-o", "kept"),
          List.of("send", "-s", "Grüße", "-m", "Hello.", "a@example.com"),
          List.of("mark", "subject:hello", "--flag"),
          List.of("move", "subject:hello", "archive"),
          List.of("folders"),
          List.of("outbox"),
          List.of("check", "--bogus"),
          List.of("check", "--help"));

  /** It tells how it is made. */
  private static final String LATER = "later.classes";

  private static final Pattern NUMBER = Pattern.compile(" id: \\d+$");

  private final Path program;
  private final Path java;
  private final Path work;

  /**
   * In an order that does not change with the threads of a run; lambdas behind what they are in.
   */
  private final Set<String> classes =
      new TreeSet<>(
          Comparator.comparing((String line) -> line.startsWith("@"))
              .thenComparing(Comparator.naturalOrder()));

  private Training(Path program, Path java, Path work) {
    this.program = program;
    this.java = java;
    this.work = work;
  }

  /**
   * The directory of the packaged program; then, where it is another, the JDK that is to run it.
   */
  public static void main(String[] arguments) throws IOException {
    Path program = Path.of(arguments[0]).toAbsolutePath();
    Path jdk = Path.of(arguments.length > 1 ? arguments[1] : System.getProperty("java.home"));
    RaisedClasses.in(program.resolve("lib/picocli.jar"));
    Path work = Files.createTempDirectory("icloud-mail-training");
    new Training(program, jdk, work).run();
  }

  private void run() throws IOException {
    Path list = program.resolve("lib/icloud-mail.classes");
    Files.deleteIfExists(list);
    try (ICloud icloud = new ICloud(AccountProfile.SENT_MESSAGES, TestCertificate.ofACa())) {
      icloud.deliver(Mails.plain("a@example.com", "hello", "Hello."));
      for (List<String> lesson : LESSONS) {
        learn(lesson, new HashMap<>(icloud.setting(work).environment()));
      }
    }
    if (classes.size() < 1000) {
      throw new IllegalStateException("too few classes for real work: " + classes.size());
    }
    List<String> lines = new ArrayList<>(List.of("# " + fingerprint()));
    lines.addAll(classes);
    lines.addAll(later());
    Files.write(list, lines, StandardCharsets.UTF_8);
    archive();
  }

  /** What a Java needs that is newer than the one that packages, and not known to that. */
  private static List<String> later() throws IOException {
    try (InputStream in = Training.class.getResourceAsStream(LATER)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }

  /** What tells this program from one that lies in the same place before or after it. */
  private String fingerprint() throws IOException {
    CRC32C sum = new CRC32C();
    try (Stream<Path> jars = Files.list(program.resolve("lib"))) {
      for (Path jar : (Iterable<Path>) jars.filter(Training::isJar).sorted()::iterator) {
        sum.update(Files.readAllBytes(jar));
      }
    }
    return Long.toHexString(sum.getValue());
  }

  private static boolean isJar(Path file) {
    return file.toString().endsWith(".jar");
  }

  /** The archive of the JDK that packages, and what the launcher knows it by. */
  private void archive() throws IOException {
    Path archive = program.resolve("lib/icloud-mail.jsa");
    ProgramRun run =
        ProgramRun.of(
            work,
            Map.of("PATH", System.getenv("PATH")),
            "",
            program.resolve("lib/archive").toString(),
            java.resolve("bin/java").toString(),
            archive.toString());
    if (run.exitCode() != 0) {
      throw new IllegalStateException("no archive was made: " + run);
    }
    Properties release = new Properties();
    try (Reader reader = Files.newBufferedReader(java.resolve("release"))) {
      release.load(reader);
    }
    String build = release.getProperty("JAVA_RUNTIME_VERSION").replace("\"", "");
    Files.writeString(program.resolve("lib/icloud-mail.jsa.for"), build + " " + program + "\n");
  }

  private void learn(List<String> lesson, Map<String, String> environment) throws IOException {
    Path loaded = work.resolve("loaded.classes");
    environment.put("JAVA_HOME", java.toString());
    environment.put("HOME", work.toString());
    environment.put("PATH", System.getenv("PATH"));
    environment.put("JAVA_TOOL_OPTIONS", "-XX:DumpLoadedClassList=" + loaded);
    String[] command = new String[lesson.size() + 1];
    command[0] = program.resolve("bin/icloud-mail").toString();
    for (int i = 0; i < lesson.size(); i++) {
      command[i + 1] = lesson.get(i);
    }
    ProgramRun run = ProgramRun.of(work, environment, "", command);
    if (run.exitCode() > 1 && run.exitCode() != 64) {
      throw new IllegalStateException(lesson + ": " + run);
    }
    for (String line : Files.readAllLines(loaded, StandardCharsets.UTF_8)) {
      // a comment, a class that is made at run time, what only newer JVMs know of a class
      if (!line.startsWith("#") && !line.contains("$Proxy") && !line.startsWith("@cp")) {
        // each run numbers the classes in its own order
        classes.add(NUMBER.matcher(line).replaceFirst(""));
      }
    }
  }
}

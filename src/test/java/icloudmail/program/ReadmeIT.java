package icloudmail.program;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.MailServers;
import icloudmail.testkit.Mails;
import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.ServersExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Every command of the README, typed in its order by somebody who starts with nothing. */
class ReadmeIT {
  @RegisterExtension static final ServersExtension SERVERS = new ServersExtension();

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\n(.*?)^```$");

  @TempDir Path home;

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("ICLOUD_MAIL_LOCAL_SERVERS", SERVERS.servers().localServers());
    environment.put("HOME", home.toString());
    environment.put("PATH", ProgramRun.launcher().getParent() + ":/usr/bin:/bin");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    return environment;
  }

  private static List<String[]> blocks() throws IOException {
    List<String[]> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(Path.of("README.md")));
    while (block.find()) {
      blocks.add(new String[] {block.group(1), block.group(2)});
    }
    return blocks;
  }

  @Test
  void everyCommandDoesWhatItSays() throws IOException {
    SERVERS.servers().deliver(Mails.plain("Monitor <m@example.com>", "ALERT: disk full", "99 %"));
    Files.writeString(home.resolve("report.csv"), "day,load\n1,0.4\n");
    Files.writeString(home.resolve("report.md"), "# Load\n\n![chart](cid:chart.png)\n");
    Files.write(home.resolve("chart.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});
    Path config = Files.createDirectories(home.resolve(".config/icloud-mail"));
    int examples = 0;
    boolean configured = false;
    for (String[] block : blocks()) {
      if (block[0].equals("toml")) {
        Files.writeString(config.resolve("config.toml"), block[1]);
        configured = true;
      }
      for (String line : block[1].split("\n", -1)) {
        boolean first = line.startsWith("df ");
        if (block[0].equals("sh") && !line.isBlank() && (configured || !first)) {
          succeeds(line);
          examples += line.contains("icloud-mail ") ? 1 : 0;
        } else if (block[0].equals("cron") && !line.isBlank()) {
          cronRuns(line);
        }
      }
    }
    succeeds("df -h | icloud-mail send -s \"disk $(hostname)\" jo@icloud.com");
    assertThat(Files.readString(Path.of("README.md")))
        .contains("df -h | icloud-mail send -s \"disk $(hostname)\" jo@icloud.com");
    assertThat(examples).isEqualTo(26);
    assertThat(home.resolve("saved/report.csv")).hasContent("day,load\n1,0.4\n");
    assertThat(SERVERS.servers().submission().taken()).hasSize(9);
  }

  /** The right column of the table: each command, in its order, with the reference of a message. */
  @Test
  void whoComesFromAnotherProgramFindsTheSameHere() throws IOException {
    SERVERS.servers().deliver(Mails.attachments());
    Path config = Files.createDirectories(home.resolve(".config/icloud-mail"));
    Files.writeString(config.resolve("config.toml"), block("toml"));
    succeeds("install -m 600 /dev/stdin ~/.config/icloud-mail/password");
    Files.writeString(home.resolve("note.txt"), "Hello.\n");
    Files.writeString(home.resolve("report.csv"), "day,load\n");
    Files.writeString(
        home.resolve("message.eml"), "To: ada@example.com\nSubject: Hello\n\nHello.\n");
    String reference =
        ProgramRun.shell(home, environment(), "", "icloud-mail list --tsv | cut -f 1")
            .out()
            .strip();
    String rows =
        Files.readString(Path.of("README.md")).split("\n## Coming from another program\n", -1)[1];
    List<String> commands =
        Pattern.compile("`(icloud-mail [^`]+)`")
            .matcher(rows.substring(0, rows.indexOf("\n`UID` is")))
            .results()
            .map(command -> command.group(1).replaceAll("\\bUID\\b", reference))
            .toList();

    assertThat(commands).hasSizeGreaterThan(15);
    for (String command : commands) {
      ProgramRun run = ProgramRun.shell(home, environment(), "", command);
      // that there is nothing is an answer, too
      assertThat(run.exitCode()).as(command + "\n" + run).isLessThanOrEqualTo(1);
    }
    assertThat(home.resolve("saved")).isNotEmptyDirectory();
    assertThat(home.resolve("mail")).isNotEmptyDirectory();
  }

  /** Where this machine has no jq, what is handed to it is still made. */
  private void succeeds(String line) {
    boolean jq = Files.isExecutable(Path.of("/usr/bin/jq"));
    String typed = jq ? line : line.replaceFirst("\\| jq .*", "");
    ProgramRun run = ProgramRun.shell(home, environment(), MailServers.PASSWORD + "\n", typed);
    assertThat(run.exitCode()).as(line + "\n" + run).isZero();
    assertThat(run.err()).as(line).isEmpty();
  }

  /** As cron starts it, where it was installed as the README says. */
  private void cronRuns(String line) throws IOException {
    Path installed = home.resolve(".local/bin/icloud-mail");
    if (!Files.exists(installed)) {
      Files.createDirectories(installed.getParent());
      Files.createSymbolicLink(installed, ProgramRun.launcher());
    }
    Map<String, String> bare = environment();
    bare.put("PATH", "/usr/bin:/bin");
    String command = line.replaceFirst("^(\\S+ ){5}", "");
    ProgramRun run = ProgramRun.shell(home, bare, "", command);
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out() + run.err()).as(command).isEmpty();
    if (command.contains(" check ")) {
      SERVERS.servers().deliver(Mails.plain("Monitor <m@example.com>", "ALERT: disk full", "99 %"));
      ProgramRun next = ProgramRun.shell(home, bare, "", command);
      assertThat(next.exitCode()).as(next.toString()).isZero();
      assertThat(next.out()).contains("ALERT: disk full").hasLineCount(1);
    }
  }

  private static String block(String kind) throws IOException {
    return blocks().stream()
        .filter(block -> block[0].equals(kind))
        .map(block -> block[1])
        .reduce((one, other) -> one + other)
        .orElseThrow();
  }

  /** What systemd itself says of the unit; where there is none, nobody would use it. */
  @Test
  void systemdTakesItsUnit() throws IOException {
    String unit = block("ini");
    Path file = home.resolve("icloud-mail.service");
    Files.writeString(
        file, unit.replace("%h/.local/bin/icloud-mail", ProgramRun.launcher().toString()));
    Map<String, String> environment = environment();
    environment.put("XDG_RUNTIME_DIR", home.toString());

    assertThat(unit).contains("%h/.local/bin/icloud-mail check --watch", "LoadCredential=");
    // what SIGTERM ends has 143, also where systemd sends it
    assertThat(unit).contains("SuccessExitStatus=143", "RestartPreventExitStatus=64 66 77 78");
    if (Files.isExecutable(Path.of("/usr/bin/systemd-analyze"))) {
      ProgramRun run =
          ProgramRun.of(
              home,
              environment,
              "",
              "/usr/bin/systemd-analyze",
              "verify",
              "--user",
              "--man=no",
              file.toString());
      assertThat(run.exitCode()).as(run.toString()).isZero();
      assertThat(run.out() + run.err()).doesNotContain("icloud-mail.service:");
    }
  }

  /** The credential as systemd hands it over: in a directory that a variable names. */
  @Test
  void theCommandOfItsUnitRunsAsSystemdStartsIt() throws IOException {
    Path credentials = Files.createDirectories(home.resolve("credentials"));
    Files.writeString(credentials.resolve("icloud-mail"), MailServers.PASSWORD + "\n");
    String command =
        block("ini")
            .lines()
            .filter(line -> line.startsWith("ExecStart="))
            .findFirst()
            .orElseThrow()
            .replaceFirst(".*/icloud-mail ", "")
            .replace("--watch", "--wait 1s");
    Map<String, String> environment = environment();
    environment.put("CREDENTIALS_DIRECTORY", credentials.toString());
    environment.put("ICLOUD_MAIL_LOGIN", MailServers.LOGIN);

    ProgramRun run = ProgramRun.shell(home, environment, "", "icloud-mail " + command);

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(run.out() + run.err()).isEmpty();
  }

  @Test
  void launchdsPropertyListIsOne() throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    byte[] plist = block("xml").getBytes(StandardCharsets.UTF_8);

    Element list =
        factory.newDocumentBuilder().parse(new ByteArrayInputStream(plist)).getDocumentElement();
    NodeList keys = list.getElementsByTagName("key");

    assertThat(list.getTagName()).isEqualTo("plist");
    assertThat(keys.item(0).getTextContent()).isEqualTo("Label");
    // started again after each failure, it would hammer with a login that is refused
    assertThat(list.getTextContent()).contains("Crashed").doesNotContain("SuccessfulExit");
    String command = list.getElementsByTagName("string").item(3).getTextContent();
    ProgramRun run =
        ProgramRun.shell(
            home, environment(), "", "sh -n -c '" + command.replace("'", "'\\''") + "'");
    assertThat(run).isEqualTo(new ProgramRun(0, "", ""));
    assertThat(command).startsWith("exec \"$HOME/.local/bin/icloud-mail\" check --watch");
  }

  @Test
  void itsOtherCommandsAreThere() throws IOException {
    List<String> consoles =
        blocks().stream()
            .filter(block -> block[0].equals("console"))
            .flatMap(block -> block[1].lines())
            .toList();

    assertThat(consoles)
        .containsExactly(
            "src/test/sandbox",
            "./mvnw -Ppackages -DskipTests -Dimage.jdk=/path/to/jdk-25 package",
            "./mvnw -q package",
            "ln -s \"$PWD/target/icloud-mail/bin/icloud-mail\" ~/.local/bin/",
            "icloud-mail setup",
            "./mvnw verify");
    assertThat(Path.of("src/test/sandbox")).isExecutable();
    assertThat(Path.of("mvnw")).isExecutable();
    assertThat(ProgramRun.launcher()).isExecutable();
    assertThat(Path.of("target/icloud-mail-0.1.0.tar.gz")).isNotEmptyFile();
  }

  @Test
  void itTellsTheExitCodesThatHelpTells() throws IOException {
    ProgramRun help = ProgramRun.shell(home, environment(), "", "icloud-mail help exit-codes");
    List<String> codes =
        Pattern.compile("(?m)^  (\\d+) ")
            .matcher(help.out())
            .results()
            .map(r -> r.group(1))
            .toList();
    List<String> told =
        Pattern.compile("(?m)^\\| (\\d+) \\|")
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(r -> r.group(1))
            .toList();

    assertThat(told).isEqualTo(codes).hasSize(13);
  }
}

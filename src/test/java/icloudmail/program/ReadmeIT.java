package icloudmail.program;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.MailServers;
import icloudmail.testkit.Mails;
import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.ServersExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

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
    assertThat(examples).isEqualTo(22);
    assertThat(home.resolve("saved/report.csv")).hasContent("day,load\n1,0.4\n");
    assertThat(SERVERS.servers().submission().taken()).hasSize(9);
  }

  /** Where this machine has no jq, what is handed to it is still made. */
  private void succeeds(String line) {
    boolean jq = Files.isExecutable(Path.of("/usr/bin/jq"));
    String typed = jq ? line : line.replaceFirst("\\| jq .*", "");
    ProgramRun run = ProgramRun.shell(home, environment(), MailServers.PASSWORD + "\n", typed);
    assertThat(run.exitCode()).as(line + "\n" + run).isZero();
    assertThat(run.err()).as(line).isEmpty();
  }

  private void cronRuns(String line) {
    String command = line.replaceFirst("^(\\S+ ){5}", "");
    ProgramRun run = ProgramRun.shell(home, environment(), "", command);
    assertThat(run.exitCode()).as(run.toString()).isZero();
    if (command.contains(" check ")) {
      assertThat(run.out()).contains("ALERT: disk full");
    } else {
      assertThat(run.out() + run.err()).as(command).isEmpty();
    }
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
            "./mvnw -q package",
            "ln -s \"$PWD/target/icloud-mail/bin/icloud-mail\" ~/.local/bin/",
            "./mvnw verify");
    assertThat(Path.of("src/test/sandbox")).isExecutable();
    assertThat(Path.of("mvnw")).isExecutable();
    assertThat(ProgramRun.launcher()).isExecutable();
    assertThat(Path.of("target/icloud-mail-0.1.0.tar.gz")).isNotEmptyFile();
  }

  @Test
  void itTellsTheExitCodesThatHelpTells() throws IOException {
    ProgramRun help = ProgramRun.shell(home, environment(), "", "icloud-mail --help");
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

package icloudmail.sandbox;

import icloudmail.testkit.MailServers;
import icloudmail.testkit.Stage;
import icloudmail.testkit.icloud.ICloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * Mail servers on this machine with some mail in them, and the packaged program run against them:
 * the whole main job, visibly. With {@code --shell} a shell stays open in it; with {@code --icloud}
 * the servers speak as Apple's do.
 */
public final class Sandbox {
  private final Path home;
  private final Path program;
  private final String servers;

  private Sandbox(Path home, Path program, Stage stage) {
    this.home = home;
    this.program = program;
    this.servers = stage.setting(home).environment().get("ICLOUD_MAIL_LOCAL_SERVERS");
  }

  /** First argument: the directory of the packaged program. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path program = Path.of(arguments[0]).toAbsolutePath();
    List<String> options = List.of(arguments);
    boolean shell = options.contains("--shell");
    int code;
    try (Stage stage = options.contains("--icloud") ? new ICloud() : new MailServers()) {
      SampleMail.all().forEach(stage::deliver);
      Path home = Files.createTempDirectory("icloud-mail-sandbox");
      Sandbox sandbox = new Sandbox(home, program, stage);
      sandbox.writeConfiguration();
      try {
        code = shell ? sandbox.shell() : sandbox.tour();
      } finally {
        Files.deleteIfExists(home.resolve("password"));
      }
    }
    System.exit(code);
  }

  private void writeConfiguration() throws IOException {
    Path password = home.resolve("password");
    Files.createFile(
        password,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(password, MailServers.PASSWORD + "\n");
    Path directory = Files.createDirectories(home.resolve(".config/icloud-mail"));
    Files.writeString(
        directory.resolve("config.toml"),
        """
        [accounts.jo]
        login = "%s"
        from = ["Jo Doe <%s>"]
        password.file = "%s"
        """
            .formatted(MailServers.LOGIN, MailServers.LOGIN, password));
    Files.writeString(home.resolve("report.csv"), "day,load\n1,0.4\n2,0.7\n");
  }

  /** Each step has the exit code that it must have; the first that has another ends the tour. */
  private int tour() throws IOException, InterruptedException {
    String[][] steps = {
      {"0", "icloud-mail check --count"},
      {"0", "icloud-mail list"},
      {
        "0",
        "echo 'The report is attached.' |"
            + " icloud-mail send -s 'Report für Jo' -A report.csv jo@icloud.com"
      },
      {"0", "icloud-mail check 'subject:\"Report für Jo\"' is:unread"},
      {"0", "icloud-mail fetch --seen 'subject:\"Report für Jo\"'"},
      {"0", "icloud-mail fetch 'subject:\"Report für Jo\"' --as attachments -o saved"},
      {"0", "diff report.csv saved/report.csv && echo same"},
      {"1", "icloud-mail check -q 'subject:\"Report für Jo\"' is:unread"},
      {"0", "icloud-mail list in:sent --json"},
      {"0", "icloud-mail list 'from:jörg or (has:attachment not from:jo@icloud.com)'"},
      {"0", "icloud-mail mark subject:ALERT --flag"},
      {"0", "icloud-mail list is:flagged --tsv | icloud-mail move - archive"},
      {"0", "icloud-mail folders"},
    };
    for (String[] step : steps) {
      System.out.println("\n$ " + step[1]);
      System.out.flush();
      int code = run("/bin/sh", "-c", step[1]);
      if (code != 0) {
        System.out.println("(exit code " + code + ")");
      }
      if (code != Integer.parseInt(step[0])) {
        System.out.println("The sandbox expected exit code " + step[0] + ".");
        return 1;
      }
    }
    System.out.println("\nThe whole main job works: check, list, send, fetch, mark, move.");
    return 0;
  }

  private int shell() throws IOException, InterruptedException {
    System.out.println(
        "A sandbox with mail for " + MailServers.LOGIN + ". Try: icloud-mail list. Leave: exit.");
    String user = System.getenv("SHELL");
    return run(user == null || user.isBlank() ? "/bin/sh" : user);
  }

  private int run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO().directory(home.toFile());
    Map<String, String> environment = builder.environment();
    environment
        .keySet()
        .removeIf(name -> name.startsWith("ICLOUD_MAIL_") || name.startsWith("XDG_"));
    environment.put("ICLOUD_MAIL_LOCAL_SERVERS", servers);
    environment.put("HOME", home.toString());
    environment.put("PATH", program.resolve("bin") + ":" + environment.get("PATH"));
    return builder.start().waitFor();
  }
}

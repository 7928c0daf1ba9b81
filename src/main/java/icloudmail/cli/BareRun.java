package icloudmail.cli;

import icloudmail.config.ChildProcess;
import icloudmail.config.Environment;
import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command of this program as cron would start it: next to no environment, no terminal. It goes
 * through the launcher, since cron has to find a Java, too.
 */
final class BareRun {
  private static final List<String> GIVEN = List.of("HOME", "LOGNAME", "USER");

  /** Without it a command could still ask at the terminal, which cron has none of. */
  private static final Path OWN_SESSION = Path.of("/usr/bin/setsid");

  /** Set in tests and the sandbox alone, whose servers cron could not know. */
  private static final String LOCAL = "ICLOUD_MAIL_LOCAL_SERVERS";

  private final Surroundings surroundings;

  BareRun(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Runs it; answers its exit code.
   *
   * @param launcher the file that starts this program, or null where it is not known
   * @param words the command line
   * @throws MailException of kind INTERNAL where the launcher is not known or does not run
   */
  int of(@Nullable String launcher, List<String> words) throws MailException {
    if (launcher == null) {
      throw new MailException(
          Kind.INTERNAL,
          "it is not known how the program was started",
          "Run it so: env -i HOME=\"$HOME\" icloud-mail doctor </dev/null | cat");
    }
    surroundings.out().flush();
    List<String> argv = new ArrayList<>();
    if (Files.isExecutable(OWN_SESSION)) {
      argv.addAll(List.of(OWN_SESSION.toString(), "-w"));
    }
    argv.add(launcher);
    argv.addAll(words);
    ProcessBuilder builder =
        ChildProcess.of(argv)
            .directory(home())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    restrict(builder.environment());
    try {
      Process process = builder.start();
      // a signal of the terminal does not reach another session
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      return process.waitFor();
    } catch (IOException e) {
      throw new MailException(Kind.INTERNAL, "cannot run itself: " + FileTrouble.of(e), null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MailException(Kind.TEMPORARY, "interrupted", null, e);
    }
  }

  /** Where cron starts what it starts; here where there is none. */
  private @Nullable File home() {
    String home = surroundings.environment().get("HOME");
    return home != null && new File(home).isDirectory() ? new File(home) : null;
  }

  private void restrict(Map<String, String> variables) {
    Environment environment = surroundings.environment();
    variables.clear();
    variables.put("PATH", "/usr/bin:/bin");
    variables.put("SHELL", "/bin/sh");
    for (String name : GIVEN) {
      String value = environment.get(name);
      if (value != null) {
        variables.put(name, value);
      }
    }
    String local = environment.get(LOCAL);
    if (local != null) {
      variables.put(LOCAL, local);
    }
  }
}

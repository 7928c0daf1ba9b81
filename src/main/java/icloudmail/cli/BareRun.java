package icloudmail.cli;

import icloudmail.config.Environment;
import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** This same command once more, as cron would start it: next to no environment, no terminal. */
final class BareRun {
  private static final String TERMINALS = "-Dicloudmail.terminals=";
  private static final List<String> GIVEN = List.of("HOME", "LOGNAME", "USER");

  /** Set in tests and the sandbox alone, whose servers cron could not know. */
  private static final String LOCAL = "ICLOUD_MAIL_LOCAL_SERVERS";

  private BareRun() {}

  /**
   * Runs it; answers its exit code.
   *
   * @param without the option that asked for this
   * @throws MailException of kind INTERNAL where it cannot be told how this process was started
   */
  static int of(String without, Surroundings surroundings) throws MailException {
    surroundings.out().flush();
    Environment environment = surroundings.environment();
    ProcessHandle.Info self = ProcessHandle.current().info();
    List<String> argv = new ArrayList<>();
    self.command().ifPresent(argv::add);
    for (String word : self.arguments().orElse(new String[0])) {
      if (word.startsWith(TERMINALS)) {
        argv.add(TERMINALS);
      } else if (!word.equals(without)) {
        argv.add(word);
      }
    }
    if (argv.size() < 2) {
      throw new MailException(
          Kind.INTERNAL,
          "this system does not tell how the program was started",
          "Run it so: env -i HOME=\"$HOME\" icloud-mail doctor </dev/null | cat");
    }
    try {
      ProcessBuilder builder =
          new ProcessBuilder(argv)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      Map<String, String> variables = builder.environment();
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
      return builder.start().waitFor();
    } catch (IOException e) {
      throw new MailException(Kind.INTERNAL, "cannot run itself: " + FileTrouble.of(e), null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MailException(Kind.TEMPORARY, "interrupted", null, e);
    }
  }
}

package icloudmail.cli.build;

import java.util.List;

/** The script of fish: a line for each option of each command, and for each command. */
final class FishScript {
  private static final String LINE = "complete -c icloud-mail";

  private FishScript() {}

  static String of(List<CompletedCommand> commands, String template) {
    StringBuilder lines = new StringBuilder();
    for (CompletedCommand command : commands) {
      boolean program = command.name().isEmpty();
      String when =
          program
              ? " -n __icloud_mail_no_command"
              : " -n '__icloud_mail_runs " + command.name() + "'";
      if (!program) {
        lines.append(
            LINE + " -n __icloud_mail_no_command -a " + command.name() + about(command.about()));
      }
      command.own().forEach(option -> lines.append(LINE + when + option(option)));
      if (!program && !arguments(command.operands()).isEmpty()) {
        lines.append(LINE + when + arguments(command.operands()) + "\n");
      }
    }
    commands.get(0).shared().forEach(option -> lines.append(LINE + option(option)));
    return template.replace("#options\n", lines.toString());
  }

  private static String option(CompletedOption option) {
    StringBuilder line = new StringBuilder();
    for (String name : option.names()) {
      line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    Value value = option.value();
    if (value != null) {
      boolean file = value.kind() == Value.Kind.FILE || value.kind() == Value.Kind.COMMAND;
      line.append(option.optional() ? "" : file ? " -r -F" : " -x");
      line.append(arguments(value));
    }
    return line + about(option.about());
  }

  private static String arguments(Value value) {
    return switch (value.kind()) {
      case NONE, FILE, COMMAND -> "";
      case WORDS -> " -a " + quoted(String.join(" ", value.words()));
      case ACCOUNT -> " -a '(__icloud_mail_accounts)'";
      case QUERY -> " -a '(__icloud_mail_query)'";
      case FOLDER -> " -a '(__icloud_mail_folders; __icloud_mail_query)'";
    };
  }

  private static String about(String text) {
    return " -d " + quoted(text) + "\n";
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}

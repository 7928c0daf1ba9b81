package icloudmail.cli.build;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** The script of zsh: arguments for its {@code _arguments}, by command. */
final class ZshScript {
  private ZshScript() {}

  static String of(List<CompletedCommand> commands, String template) {
    StringBuilder names = new StringBuilder();
    StringBuilder arguments = new StringBuilder();
    for (CompletedCommand command : commands.subList(1, commands.size())) {
      names.append("    '" + command.name() + ":" + quoted(command.about()) + "'\n");
      arguments.append("        " + command.name() + ")\n");
      arguments.append("          _arguments -s -S : $shared");
      command.own().forEach(option -> arguments.append(" \\\n            " + option(option)));
      arguments.append(operands(command.operands()) + " && ret=0\n          ;;\n");
    }
    return template
        .replace("#shared\n", lines(commands.get(0).shared()))
        .replace("#program\n", lines(commands.get(0).own()))
        .replace("#commands\n", names.toString())
        .replace("#arguments\n", arguments.toString());
  }

  private static String lines(List<CompletedOption> options) {
    return options.stream().map(option -> "    " + option(option) + "\n").collect(joining());
  }

  private static String option(CompletedOption option) {
    List<String> names = option.names().stream().map(name -> name + suffix(name, option)).toList();
    String others = option.repeated() ? "'*'" : "'(" + String.join(" ", option.names()) + ")'";
    String all = names.size() == 1 ? names.get(0) : "{" + String.join(",", names) + "}";
    return others + all + "'[" + bracketed(option.about()) + "]" + value(option) + "'";
  }

  private static String suffix(String name, CompletedOption option) {
    Value value = option.value();
    if (value == null || value.kind() == Value.Kind.COMMAND) {
      return "";
    }
    return name.startsWith("--") ? option.optional() ? "=-" : "=" : "+";
  }

  private static String value(CompletedOption option) {
    Value value = option.value();
    if (value == null) {
      return "";
    }
    String label = quoted(colonless(value.label()));
    return switch (value.kind()) {
      case COMMAND -> ":*::command:_normal";
      default -> (option.optional() ? "::" : ":") + label + ":" + action(value);
    };
  }

  private static String operands(Value value) {
    return switch (value.kind()) {
      case NONE ->
          value.label().isEmpty()
              ? ""
              : " \\\n            '*:" + value.label() + ":" + action(value) + "'";
      case WORDS -> " \\\n            '1:" + value.label() + ":" + action(value) + "'";
      default -> " \\\n            '*:" + value.label() + ":" + action(value) + "'";
    };
  }

  private static String action(Value value) {
    return switch (value.kind()) {
      case NONE -> "_icloud-mail_none";
      case WORDS -> "(" + String.join(" ", value.words()) + ")";
      case FILE -> "_files";
      case ACCOUNT -> "_icloud-mail_accounts";
      case QUERY -> "_icloud-mail_query";
      case FOLDER -> "_icloud-mail_destination";
      case COMMAND -> "_normal";
    };
  }

  private static String bracketed(String text) {
    return quoted(text.replaceAll("[\\\\\\[\\]:]", "\\\\$0"));
  }

  private static String colonless(String text) {
    return text.replace(":", "\\:");
  }

  /** For the inside of single quotes. */
  private static String quoted(String text) {
    return text.replace("'", "'\\''");
  }
}

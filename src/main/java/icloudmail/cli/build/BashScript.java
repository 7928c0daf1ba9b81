package icloudmail.cli.build;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The script of bash: two tables for its template. */
final class BashScript {
  private BashScript() {}

  static String of(List<CompletedCommand> commands, String template) {
    StringBuilder names = new StringBuilder();
    StringBuilder values = new StringBuilder();
    commands.get(0).shared().forEach(option -> values.append(value("*", option)));
    for (CompletedCommand command : commands) {
      String key = command.name().isEmpty() ? "''" : command.name();
      String options =
          Stream.concat(command.own().stream(), command.shared().stream())
              .flatMap(option -> option.names().stream().map(name -> typed(name, option)))
              .collect(joining(" "));
      names.append("    ").append(key).append(")\n");
      names.append("      options='").append(options).append("'\n");
      names.append("      operands='").append(kind(command.operands())).append("'\n      ;;\n");
      command.own().forEach(option -> values.append(value(command.name(), option)));
    }
    return template
        .replace("#commands\n", names.toString())
        .replace("#options\n", values.toString());
  }

  private static String typed(String name, CompletedOption option) {
    boolean open = option.value() != null && !option.optional() && name.startsWith("--");
    return open && !isCommand(option) ? name + "=" : name;
  }

  private static boolean isCommand(CompletedOption option) {
    return option.value() != null && option.value().kind() == Value.Kind.COMMAND;
  }

  private static String value(String command, CompletedOption option) {
    if (option.value() == null) {
      return "";
    }
    String end = option.optional() ? "=" : "";
    String keys =
        option.names().stream().map(name -> command + ":" + name + end).collect(joining(" | "));
    return "    " + keys + ") kind='" + kind(option.value()) + "' ;;\n";
  }

  private static String kind(@Nullable Value value) {
    if (value == null) {
      return "";
    }
    String words = value.words().isEmpty() ? "" : " " + String.join(" ", value.words());
    return value.kind().word() + words;
  }
}

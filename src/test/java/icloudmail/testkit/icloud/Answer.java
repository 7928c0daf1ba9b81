package icloudmail.testkit.icloud;

import icloudmail.testkit.icloud.Faults.Fault;
import icloudmail.testkit.icloud.Faults.Kind;
import java.util.Optional;
import java.util.regex.Pattern;

/** The lines of an answer while they are put together; octets as Latin-1. */
final class Answer {
  private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)}\r\n");

  private final StringBuilder text = new StringBuilder();

  void line(String line) {
    text.append(line).append("\r\n");
  }

  void untagged(String line) {
    line("* " + line);
  }

  /** What has been said so far, which is then no more to be said. */
  String take(Optional<Fault> fault) {
    String taken = text.toString();
    text.setLength(0);
    if (fault.isEmpty() || fault.get().kind() != Kind.MISCOUNT) {
      return taken;
    }
    return LITERAL
        .matcher(taken)
        .replaceFirst(
            head -> "{" + (Long.parseLong(head.group(1)) + fault.get().number()) + "}\r\n");
  }

  static String literal(String octets) {
    return "{" + octets.length() + "}\r\n" + octets;
  }

  /** A quoted string, or a literal where that cannot be; NIL for nothing. */
  static String string(Optional<String> value) {
    if (value.isEmpty()) {
      return "NIL";
    }
    String text = value.get();
    return text.chars().allMatch(c -> c >= ' ' && c <= '~')
        ? quoted(text.replace("\\", "\\\\").replace("\"", "\\\""))
        : literal(text);
  }

  /** As it is, between quotes. */
  static String quoted(String value) {
    return "\"" + value + "\"";
  }

  /** How a command ends well. */
  static String completed(String command, int milliseconds) {
    return "OK " + command + " completed (took " + milliseconds + " ms)";
  }
}

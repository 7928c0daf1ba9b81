package icloudmail.cli.build;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Text as AsciiDoc, none of whose characters is taken for markup. */
final class AsciiDoc {
  private static final Pattern RUNS = Pattern.compile("(?m)(?:^ .*\n)+|(?:^[^ \n].*\n)+");

  /** Of a terminal, less what man puts before text below a heading. */
  private static final int WIDTH = 80 - 7;

  private AsciiDoc() {}

  /** Running text. */
  static String plain(String text) {
    return "pass:c[" + text.replace("]", "\\]") + "]";
  }

  /** Paragraphs, which empty lines part, and tables, which are indented and keep their lines. */
  static String paragraphs(List<String> lines) {
    return RUNS.matcher(String.join("\n", lines) + "\n")
        .results()
        .map(MatchResult::group)
        .map(run -> run.startsWith(" ") ? verbatim(run) : plain(run.strip()))
        .collect(joining("\n\n"));
  }

  /** Lines as they are, less the blanks that begin all; wide ones begin as in the help. */
  static String verbatim(String lines) {
    String text = lines.stripTrailing().stripIndent();
    String block = "[verse,subs=specialchars]\n____\n" + text + "\n____";
    return text.lines().allMatch(line -> line.length() <= WIDTH)
        ? block
        : troff(".in 2n") + block + "\n\n" + troff(".in");
  }

  private static String troff(String request) {
    return "++++\n" + request + "\n++++\n\n";
  }
}

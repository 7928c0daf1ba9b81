package icloudmail.cli;

import icloudmail.model.MailException;
import icloudmail.render.DisplayText;
import icloudmail.render.JsonError;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says a failure on stderr, as text or as JSON, and knows its exit code. */
final class Complaint {
  private final String program;
  private final PrintWriter err;
  private final boolean json;

  /**
   * @param arguments the words of the command line, which tell the form even where they don't parse
   */
  Complaint(PrintWriter err, List<String> arguments) {
    this("icloud-mail", err, arguments.contains("--json") || arguments.contains("--jsonl"));
  }

  private Complaint(String program, PrintWriter err, boolean json) {
    this.program = program;
    this.err = err;
    this.json = json;
  }

  /** Of another entry point, as text. */
  static Complaint by(String program, PrintWriter err) {
    return new Complaint(program, err, false);
  }

  int of(MailException e) {
    return say(e.kind(), e.getMessage(), e.hint());
  }

  int say(MailException.Kind kind, String message, @Nullable String hint) {
    int code = ExitCode.of(kind);
    if (json) {
      boolean retryable = kind == MailException.Kind.TEMPORARY || kind == MailException.Kind.LIMIT;
      String word = kind.name().toLowerCase(Locale.ROOT);
      JsonError.print(err, code, word, message, hint, retryable);
    } else {
      err.print(program + ": " + DisplayText.lines(message) + "\n");
      if (hint != null) {
        err.print("  " + DisplayText.lines(hint) + "\n");
      }
      err.flush();
    }
    return code;
  }
}

package icloudmail.cli;

import icloudmail.config.ChildProcess;
import icloudmail.config.Environment;
import icloudmail.model.DraftText.Form;
import icloudmail.model.Editor;
import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.render.Terminal;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The program that {@code $VISUAL}, else {@code $EDITOR} names, run as git does: by the shell,
 * since it may have arguments.
 */
final class EditorProgram implements Editor {
  private static final boolean WINDOWS = File.separatorChar == '\\';

  private static final File TERMINAL = new File("/dev/tty");

  private final String command;
  private final String suffix;
  private final boolean terminalIn;
  private final boolean terminalOut;
  private @Nullable Path file;

  private EditorProgram(String command, Form form, Terminal terminal) {
    this.command = command;
    this.suffix =
        switch (form) {
          case PLAIN -> ".txt";
          case HTML -> ".html";
          case MARKDOWN -> ".md";
        };
    this.terminalIn = terminal.in();
    this.terminalOut = terminal.out();
  }

  /** The editor, where one is named. */
  static Optional<Editor> of(Surroundings surroundings, Form form) {
    Environment environment = surroundings.environment();
    String visual = environment.get("VISUAL");
    String named = visual == null ? environment.get("EDITOR") : visual;
    return named == null
        ? Optional.empty()
        : Optional.of(new EditorProgram(named, form, surroundings.terminal()));
  }

  @Override
  public String edit(String text) throws MailException {
    try {
      Path kept = Files.createTempFile("icloud-mail-", suffix);
      file = kept;
      Files.writeString(kept, text);
      int code = run(kept);
      if (code != 0) {
        throw new MailException(
            Kind.USAGE,
            "the editor '" + command + "' ended with " + code,
            "Nothing is sent. The text is in " + place() + ".");
      }
      String edited = Files.readString(kept);
      if (edited.isBlank()) {
        done();
        throw new MailException(Kind.USAGE, "the text is empty", "Nothing is sent.");
      }
      return edited;
    } catch (CharacterCodingException e) {
      throw new MailException(
          Kind.REFUSED, "the edited text is not UTF-8", "It is kept in " + place() + ".", e);
    } catch (IOException e) {
      throw new MailException(
          Kind.IO,
          "cannot edit the text: " + FileTrouble.of(e),
          "It is kept in " + place() + ".",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MailException(
          Kind.TEMPORARY, "interrupted in the editor", "The text is kept in " + place() + ".", e);
    }
  }

  private int run(Path kept) throws IOException, InterruptedException {
    List<String> words =
        WINDOWS
            ? List.of("cmd", "/c", command + " \"" + kept + "\"")
            : List.of("sh", "-c", command + " \"$1\"", "sh", kept.toString());
    ProcessBuilder editor = ChildProcess.of(words).inheritIO();
    // what was piped in is read to its end
    if (!terminalIn && hasTerminal()) {
      editor.redirectInput(TERMINAL);
    }
    // and the answer is not to hold what the editor draws
    if (!terminalOut && hasTerminal()) {
      editor.redirectOutput(TERMINAL);
    }
    return editor.start().waitFor();
  }

  /** Anybody may read it, but only who has one can open it. */
  private static boolean hasTerminal() {
    try (InputStream in = Files.newInputStream(TERMINAL.toPath())) {
      return in.available() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public String place() {
    return String.valueOf(file);
  }

  @Override
  public void done() {
    if (file != null && !file.toFile().delete()) {
      file.toFile().deleteOnExit();
    }
  }
}

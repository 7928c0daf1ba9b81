package icloudmail.render;

import icloudmail.model.Content;
import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Message;
import icloudmail.model.MessageSink;
import icloudmail.model.OversizedInput;
import icloudmail.model.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Raw bytes on standard output: exact in a pipe, made harmless on a terminal. */
public final class RawOutput implements MessageSink {
  private static final int BLOCK = 8192;

  private final OutputStream out;
  private final boolean terminal;

  public RawOutput(OutputStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void accept(Message message) throws MailException {
    write(message.raw());
  }

  /** Writes one message's bytes. */
  public void write(Content message) throws MailException {
    write("the message", message, StandardCharsets.UTF_8);
  }

  /**
   * Writes one attachment's bytes.
   *
   * @param content the same bytes as those of {@code part}, at hand longer
   * @throws MailException of kind USAGE where it is no text, and a terminal would show it
   */
  void write(Part part, Content content) throws MailException {
    if (terminal && !part.type().startsWith("text/") && isBinary(content)) {
      throw new MailException(
          Kind.USAGE,
          "attachment "
              + part.number()
              + " is no text, but "
              + DisplayText.line(part.type())
              + ", and of no use on a terminal",
          "Pipe it to a program, or save it with -o DIR.");
    }
    write("the attachment", content, charset(part.charset()));
  }

  private void write(String what, Content content, Charset charset) throws MailException {
    try {
      if (terminal) {
        try (OutputStream shown = new ShownText(out, charset)) {
          content.writeTo(shown);
        }
      } else {
        content.writeTo(out);
      }
      out.flush();
    } catch (IOException e) {
      throw cannot(what, e);
    }
  }

  private static boolean isBinary(Content content) throws MailException {
    try (InputStream in = content.open()) {
      String start = new String(in.readNBytes(BLOCK), StandardCharsets.UTF_8);
      // the end of the block may have cut a character
      int broken = start.indexOf('\uFFFD');
      return start.indexOf('\0') >= 0 || (broken >= 0 && broken < start.length() - 1);
    } catch (IOException e) {
      throw cannot("the attachment", e);
    }
  }

  private static Charset charset(@Nullable String name) {
    try {
      return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    } catch (IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }

  private static MailException cannot(String what, IOException e) {
    if (e instanceof OversizedInput large) {
      return large.refusal();
    }
    return new MailException(
        Kind.IO, "cannot write " + what + " to standard output: " + FileTrouble.of(e), null, e);
  }
}

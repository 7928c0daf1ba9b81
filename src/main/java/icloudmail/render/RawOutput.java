package icloudmail.render;

import icloudmail.model.Content;
import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Message;
import icloudmail.model.MessageSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Raw messages on standard output: byte-exact in a pipe, made harmless on a terminal. */
public final class RawOutput implements MessageSink {
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
    try {
      if (terminal) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        String text = bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
        out.write(DisplayText.lines(text).getBytes(StandardCharsets.UTF_8));
      } else {
        message.writeTo(out);
      }
      out.flush();
    } catch (IOException e) {
      throw new MailException(
          Kind.IO, "cannot write the message to standard output: " + FileTrouble.of(e), null, e);
    }
  }
}

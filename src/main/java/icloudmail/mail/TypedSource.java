package icloudmail.mail;

import icloudmail.model.InputSource;
import icloudmail.model.UnreadableInput;
import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Bytes to be attached, with the media type that was found or given for them. */
record TypedSource(InputSource source, String type) implements DataSource {
  @Override
  public InputStream getInputStream() throws IOException {
    try {
      return source.open();
    } catch (IOException e) {
      throw new UnreadableInput(source.name(), e);
    }
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    throw new IOException("an attachment is only read");
  }

  @Override
  public String getContentType() {
    return type;
  }

  @Override
  public String getName() {
    return source.name();
  }
}

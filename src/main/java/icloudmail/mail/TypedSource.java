package icloudmail.mail;

import jakarta.activation.DataSource;
import jakarta.activation.FileDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A file to be read, with the media type that was found or given for it. */
record TypedSource(FileDataSource file, String type) implements DataSource {
  @Override
  public InputStream getInputStream() throws IOException {
    return file.getInputStream();
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
    return file.getName();
  }
}

package icloudmail.mail;

import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.eclipse.angus.mail.iap.ByteArray;

/** A message of usual size, still in the answer that it came in. */
final class CopyInMemory implements MessageCopy {
  private final ByteArray bytes;

  CopyInMemory(ByteArray bytes) {
    this.bytes = bytes;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes.getBytes(), bytes.getStart(), bytes.getCount());
  }

  @Override
  public InputStream open() {
    return shared();
  }

  @Override
  public InputStream shared() {
    return new SharedByteArrayInputStream(bytes.getBytes(), bytes.getStart(), bytes.getCount());
  }

  @Override
  public long size() {
    return bytes.getCount();
  }

  @Override
  public void close() {
    // nothing is held but memory
  }
}

package icloudmail.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * A whole file, summed up.
 *
 * @param size its octets
 * @param crc CRC-32C of them
 */
record FileSum(long size, int crc) {
  private static final int BUFFER = 1 << 16;

  static FileSum of(Path file) throws IOException {
    CRC32C crc = new CRC32C();
    long size = 0;
    try (FileChannel channel = PrivateFiles.open(file, false)) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
      for (int read = channel.read(buffer); read >= 0; read = channel.read(buffer)) {
        crc.update(buffer.flip());
        buffer.clear();
        size += read;
      }
    }
    return new FileSum(size, (int) crc.getValue());
  }
}

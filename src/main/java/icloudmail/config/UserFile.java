package icloudmail.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * A small file that the user has made. It may be a link, and a pipe of a shell such as {@code
 * <(command)}, at whose other end there is somebody; a pipe that lies among files may have nobody
 * there, and to open it would wait for ever.
 */
final class UserFile {
  private static final List<Path> DEVICES = List.of(Path.of("/dev"), Path.of("/proc"));

  private UserFile() {}

  /** The file is longer than such a file is. */
  static final class TooLong extends FileSystemException {
    private static final long serialVersionUID = 1L;

    TooLong(Path file, int most) {
      super(file.toString(), null, "it is longer than " + most + " octets");
    }
  }

  /**
   * All of it, which must be UTF-8.
   *
   * @param most how many octets it may have
   * @throws TooLong where it has more, of which no more is read
   */
  static String read(Path file, int most) throws IOException {
    boolean pipe = Files.readAttributes(file, BasicFileAttributes.class).isOther();
    if (pipe && DEVICES.stream().noneMatch(file.toAbsolutePath()::startsWith)) {
      throw new FileSystemException(file.toString(), null, "it is a pipe or a device, and no file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] octets = in.readNBytes(most + 1);
      if (octets.length > most) {
        throw new TooLong(file, most);
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    }
  }
}

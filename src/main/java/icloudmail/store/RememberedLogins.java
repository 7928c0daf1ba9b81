package icloudmail.store;

import icloudmail.model.LoginForms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * The form of the user name that IMAP took, by login, in {@code logins} under the state directory:
 * a line {@code LOGIN FORM} each. What cannot be kept costs one more try next time, and no more.
 */
public final class RememberedLogins implements LoginForms {
  private static final int MOST = 1 << 20;

  private final Path state;
  private final Path file;
  private final Logger log;

  /**
   * @param state the program's state directory; made, private, when it is needed
   */
  public RememberedLogins(Path state, Logger log) {
    this.state = state;
    this.file = state.resolve("logins");
    this.log = log;
  }

  @Override
  public Optional<String> form(String login) {
    return Optional.ofNullable(read().get(login));
  }

  @Override
  public void remember(String login, String form) {
    Map<String, String> all = read();
    all.put(login, form);
    StringBuilder lines = new StringBuilder();
    all.forEach((each, known) -> lines.append(each).append(' ').append(known).append('\n'));
    try {
      PrivateFiles.createDirectories(state);
      Path part = Files.createTempFile(state, "logins", ".part");
      try {
        Files.writeString(part, lines);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      log.info("cannot remember the form of the user name in {}: {}", file, e.toString());
    }
  }

  private Map<String, String> read() {
    Map<String, String> all = new LinkedHashMap<>();
    try {
      ByteBuffer octets = ByteBuffer.wrap(PrivateFiles.read(file, MOST));
      String lines = StandardCharsets.UTF_8.newDecoder().decode(octets).toString();
      for (String line : lines.split("\n", -1)) {
        String[] words = line.split(" ", 2);
        if (words.length == 2) {
          all.put(words[0], words[1]);
        }
      }
    } catch (NoSuchFileException e) {
      // nothing is known yet
    } catch (IOException e) {
      log.info("cannot read {}: {}", file, e.toString());
    }
    return all;
  }
}

package icloudmail.store;

import icloudmail.model.JobFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of a job, lines with a checksum each: {@code folder LOGIN NAME UIDVALIDITY UIDNEXT
 * LOOKED}, and after it a line {@code known ID RECEIVED} or {@code owed UID ATTEMPTS DUE [ID
 * RECEIVED]} for each message. It is written anew as a whole.
 */
final class JobFile {
  private static final String FIRST = "icloud-mail job 1";
  private static final String LAST = "end";

  /** As long as the answer of a server that tells a Message-ID may be. */
  private static final int LONGEST_LINE = 1 << 24;

  private JobFile() {}

  static void write(Path file, List<JobFolder> folders) throws IOException {
    StringBuilder lines = new StringBuilder(StateLine.of(FIRST));
    for (JobFolder each : folders) {
      line(
          lines,
          "folder",
          Spelling.list(List.of(each.login())),
          Spelling.list(List.of(each.folder())),
          each.uidValidity(),
          each.uidNext(),
          each.looked());
      for (JobFolder.Known known : each.known()) {
        line(lines, "known", spelt(known));
      }
      for (JobFolder.Owed owed : each.owed()) {
        JobFolder.Known message = owed.message();
        line(
            lines,
            "owed",
            owed.uid(),
            owed.attempts(),
            owed.due() + (message == null ? "" : " " + spelt(message)));
      }
    }
    lines.append(StateLine.of(LAST));
    Path part = file.resolveSibling("." + file.getFileName() + StateFile.PART);
    try (FileChannel channel = PrivateFiles.overwrite(part)) {
      byte[] octets = lines.toString().getBytes(StandardCharsets.US_ASCII);
      PrivateFiles.write(channel, ByteBuffer.wrap(octets));
      channel.force(true);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
    PrivateFiles.sync(file.resolveSibling("."));
  }

  private static void line(StringBuilder lines, Object... words) {
    StringBuilder text = new StringBuilder();
    for (Object word : words) {
      text.append(text.isEmpty() ? "" : " ").append(word);
    }
    lines.append(StateLine.of(text.toString()));
  }

  /**
   * Reads a job.
   *
   * @throws IOException where it cannot be read, or is not whole
   */
  static List<JobFolder> read(Path file) throws IOException {
    List<String[]> lines = new ArrayList<>();
    try (LineInput in = new LineInput(file, LONGEST_LINE)) {
      while (in.next() || in.length() > 0) {
        String text = in.isTooLong() ? null : StateLine.text(in.octets(), in.length());
        if (text == null) {
          throw new IOException("it is damaged");
        }
        lines.add(text.split(" ", -1));
      }
    }
    if (lines.size() < 2
        || !String.join(" ", lines.get(0)).equals(FIRST)
        || !lines.get(lines.size() - 1)[0].equals(LAST)) {
      throw new IOException("it is not whole, or of another version");
    }
    try {
      return folders(lines.subList(1, lines.size() - 1));
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
      throw new IOException("it is not understood", e);
    }
  }

  private static List<JobFolder> folders(List<String[]> lines) {
    List<JobFolder> folders = new ArrayList<>();
    for (int at = 0; at < lines.size(); ) {
      String[] head = lines.get(at++);
      List<JobFolder.Known> known = new ArrayList<>();
      List<JobFolder.Owed> owed = new ArrayList<>();
      for (; at < lines.size() && !lines.get(at)[0].equals("folder"); at++) {
        String[] words = lines.get(at);
        if (words[0].equals("known")) {
          known.add(known(words, 1));
        } else {
          owed.add(
              new JobFolder.Owed(
                  Long.parseLong(words[1]),
                  attempts(words[2]),
                  Instant.parse(words[3]),
                  words.length > 4 ? known(words, 4) : null));
        }
      }
      folders.add(
          new JobFolder(
              text(head[1]),
              text(head[2]),
              Long.parseLong(head[3]),
              Long.parseLong(head[4]),
              Instant.parse(head[5]),
              known,
              owed));
    }
    return folders;
  }

  private static int attempts(String written) {
    int attempts = Integer.parseInt(written);
    if (attempts < 0) {
      throw new IllegalArgumentException(written);
    }
    return attempts;
  }

  private static String spelt(JobFolder.Known message) {
    return Spelling.list(List.of(message.id())) + " " + message.received();
  }

  private static JobFolder.Known known(String[] words, int at) {
    return new JobFolder.Known(text(words[at]), Instant.parse(words[at + 1]));
  }

  private static String text(String spelt) {
    return Spelling.items(spelt).get(0);
  }
}

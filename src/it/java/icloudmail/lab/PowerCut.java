package icloudmail.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the system calls of a run have left on a disk that forgets whatever was not synced: of a
 * file the octets of its last sync, of a directory the names of its last sync.
 */
final class PowerCut {
  /** The words that start a program so that {@code log} tells of its system calls. */
  static List<String> traced(Path log) {
    return List.of(
        ("strace -f -qq -xx -s 1000000 -o "
                + log
                + " -e trace=openat,close,write,pwrite64,lseek,ftruncate,sendfile,copy_file_range,"
                + "fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,link,mkdir,rmdir")
            .split(" ", -1));
  }

  private static final Pattern CALL = Pattern.compile("(\\d+) +(\\w+)\\((.*)\\) += (-?\\d+).*");
  private static final Pattern RESUMED = Pattern.compile("(\\d+) +<\\.\\.\\. \\w+ resumed>(.*)");
  private static final Pattern WORD = Pattern.compile("\"((?:\\\\x..)*)\"|([^,\" ]+)");

  /** A file or a directory. */
  private static final class Node {
    private byte[] now = new byte[0];
    private byte[] synced = now;
    private Map<String, Node> names;
    private Map<String, Node> syncedNames;

    private static Node directory() {
      Node node = new Node();
      node.names = new TreeMap<>();
      node.syncedNames = Map.of();
      return node;
    }

    private void sync() {
      synced = now;
      syncedNames = names == null ? null : Map.copyOf(names);
    }

    private void write(long at, byte[] octets) {
      byte[] all = Arrays.copyOf(now, (int) Math.max(now.length, at + octets.length));
      System.arraycopy(octets, 0, all, (int) at, octets.length);
      now = all;
    }
  }

  /** A file that is open. */
  private static final class Open {
    private final Node node;
    private final boolean appends;
    private long at;

    private Open(Node node, boolean appends) {
      this.node = node;
      this.appends = appends;
    }

    private void write(byte[] octets) {
      at = appends ? node.now.length : at;
      node.write(at, octets);
      at += octets.length;
    }
  }

  private final Path home;
  private final Node top = Node.directory();
  private final Map<String, Open> open = new HashMap<>();
  private final Map<String, String> unfinished = new HashMap<>();

  /** What is in {@code home} before the run has been there for long. */
  PowerCut(Path home) throws IOException {
    this.home = home;
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(each -> !each.equals(home)).sorted().toList()) {
        Node node = Files.isDirectory(file) ? Node.directory() : new Node();
        node.now = Files.isDirectory(file) ? node.now : Files.readAllBytes(file);
        parent(file).names.put(file.getFileName().toString(), node);
      }
    }
    settle(top);
  }

  private static void settle(Node node) {
    node.sync();
    if (node.names != null) {
      node.names.values().forEach(PowerCut::settle);
    }
  }

  /** The calls of a log, those that took a while as they ended. */
  List<String> calls(Path log) throws IOException {
    List<String> calls = new ArrayList<>();
    for (String line : Files.readAllLines(log, ISO_8859_1)) {
      Matcher resumed = RESUMED.matcher(line);
      if (line.endsWith(" <unfinished ...>")) {
        String pid = line.substring(0, line.indexOf(' '));
        unfinished.put(pid, line.substring(0, line.length() - " <unfinished ...>".length()));
      } else if (resumed.matches()) {
        calls.add(unfinished.remove(resumed.group(1)) + resumed.group(2));
      } else {
        calls.add(line);
      }
    }
    return calls;
  }

  /** Does what a call has done; answers whether it has synced something. */
  boolean does(String call) {
    Matcher matcher = CALL.matcher(call);
    if (!matcher.matches() || matcher.group(4).startsWith("-")) {
      return false;
    }
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(matcher.group(3));
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : text(word.group(1)));
    }
    return does(matcher.group(2), words, matcher.group(4));
  }

  private boolean does(String call, List<String> words, String result) {
    Open file = open.get(words.get(0));
    switch (call) {
      case "openat" -> opened(words, result);
      case "close" -> open.remove(words.get(0));
      case "mkdir" -> put(path(words.get(0)), Node.directory());
      case "rename" -> put(path(words.get(1)), remove(path(words.get(0))));
      case "link" -> put(path(words.get(1)), find(path(words.get(0))));
      case "unlink", "rmdir" -> remove(path(words.get(0)));
      case "unlinkat", "renameat", "renameat2" -> throw new IllegalStateException(call + words);
      default -> {
        return file != null && does(call, words, result, file);
      }
    }
    return false;
  }

  private boolean does(String call, List<String> words, String result, Open file) {
    switch (call) {
      case "write" -> file.write(words.get(1).getBytes(ISO_8859_1));
      case "pwrite64" ->
          file.node.write(Long.parseLong(words.get(3)), words.get(1).getBytes(ISO_8859_1));
      case "lseek" -> file.at = Long.parseLong(result);
      case "ftruncate" ->
          file.node.now = Arrays.copyOf(file.node.now, Integer.parseInt(words.get(1)));
      case "fsync", "fdatasync" -> {
        file.node.sync();
        return true;
      }
      case "sendfile" -> {
        // to, from, [offset] => [next], count
        int from = Integer.parseInt(words.get(2).replaceAll("\\D", ""));
        byte[] source = open.get(words.get(1)).node.now;
        file.write(Arrays.copyOfRange(source, from, from + Integer.parseInt(result)));
      }
      default -> throw new IllegalStateException(call + words);
    }
    return false;
  }

  private void opened(List<String> words, String descriptor) {
    open.remove(descriptor);
    Path path = path(words.get(1));
    if (!path.startsWith(home)) {
      return;
    }
    Node node = find(path);
    if (node == null) {
      node = new Node();
      put(path, node);
    }
    if (words.get(2).contains("O_TRUNC")) {
      node.now = new byte[0];
    }
    open.put(descriptor, new Open(node, words.get(2).contains("O_APPEND")));
  }

  private Path path(String name) {
    return home.resolve(new String(name.getBytes(ISO_8859_1), UTF_8)).normalize();
  }

  private Node parent(Path path) {
    return find(path.getParent());
  }

  private Node find(Path path) {
    Node node = top;
    for (Path each : path.equals(home) ? List.<Path>of() : home.relativize(path)) {
      node = node == null ? null : node.names.get(each.toString());
    }
    return node;
  }

  private void put(Path path, Node node) {
    if (path.startsWith(home)) {
      parent(path).names.put(path.getFileName().toString(), node);
    }
  }

  private Node remove(Path path) {
    return path.startsWith(home) ? parent(path).names.remove(path.getFileName().toString()) : null;
  }

  /** What is found after the power has come back. */
  void leave(Path target) throws IOException {
    leave(top, target);
  }

  private static void leave(Node node, Path target) throws IOException {
    if (node.names == null) {
      Files.write(target, node.synced);
      return;
    }
    Files.createDirectories(target);
    for (Map.Entry<String, Node> each : node.syncedNames.entrySet()) {
      leave(each.getValue(), target.resolve(each.getKey()));
    }
  }

  private static String text(String octets) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < octets.length(); at += 4) {
      text.append((char) Integer.parseInt(octets, at + 2, at + 4, 16));
    }
    return text.toString();
  }
}

package icloudmail.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A message to be sent, typed as somebody might who likes every script and every sign. */
final class RandomDraft {
  /**
   * A file as its reader should see it.
   *
   * @param content its octets, a character each
   */
  record Sent(String name, String type, String content) {
    byte[] bytes() {
      return content.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  /** A person as the reader should see it. */
  record Person(String name, String address) {}

  private static final String[] SCRIPTS = {
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    "äöüßéèñçøåŁžğİ",
    "会議は十時です明日図",
    "שלוםمرحبا",
    "Привет",
    "🎉👩🏽‍💻🇩🇪𝒜",
    "e\u0301a\u0308",
    "\"\\,.<>()[]@:;=?_%'*!#$&+-/^`{|}~"
  };

  final List<String> arguments = new ArrayList<>(List.of("send", "--dry-run"));
  final List<Sent> attachments = new ArrayList<>();
  final List<Sent> inline = new ArrayList<>();
  final List<Person> to = new ArrayList<>();
  final Person from;
  final String subject;
  final String note;
  final String text;
  final String form;
  final String html;

  private final Random random;
  private final Path directory;

  RandomDraft(long seed, Path directory) throws IOException {
    this.random = new Random(seed);
    this.directory = Files.createDirectories(directory);
    subject = line(pick(0, 3, 10, 60, 300, 2000));
    arguments.addAll(List.of("-s", subject));
    note = line(pick(3, 40, 200)).strip();
    arguments.addAll(List.of("-H", "X-Note: " + note));
    from = person("jo@icloud.com");
    arguments.addAll(List.of("-F", typed(from)));
    for (int i = 0; i <= random.nextInt(pick(2, 8)); i++) {
      to.add(person("r" + i + "@example.com"));
    }
    form = List.of("plain", "html", "markdown").get(random.nextInt(3));
    if (!form.equals("plain")) {
      arguments.add("--" + form);
      for (int i = random.nextInt(3); i > 0; i--) {
        inline.add(file("--inline", "image/png"));
      }
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      boolean message = random.nextInt(4) == 0;
      attachments.add(file("-A", message ? "message/rfc822" : "application/x-test"));
    }
    text =
        form.equals("plain") ? lines() : line(40).replaceAll("[^\\p{L}\\p{N}\\p{M} ]", "x").strip();
    html =
        switch (form) {
          case "html" -> document();
          case "markdown" -> markdown();
          default -> text;
        };
    Path source = Files.writeString(directory.resolve("text"), html);
    arguments.addAll(List.of("-f", source.toString()));
    to.forEach(person -> arguments.add(typed(person)));
  }

  private int pick(int... some) {
    return some[random.nextInt(some.length)];
  }

  private String word(int most) {
    StringBuilder word = new StringBuilder();
    String script = SCRIPTS[random.nextInt(SCRIPTS.length)];
    int[] letters = script.codePoints().toArray();
    for (int i = 0; i <= random.nextInt(most); i++) {
      word.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return word.toString();
  }

  /** About so many letters; blanks, at times two of them, and what looks like an encoded word. */
  private String line(int length) {
    StringBuilder line = new StringBuilder();
    boolean plain = random.nextBoolean();
    while (line.codePointCount(0, line.length()) < length) {
      line.append(line.isEmpty() ? "" : random.nextInt(9) == 0 ? "  " : " ");
      line.append(
          plain
              ? "word" + random.nextInt(99)
              : random.nextInt(20) == 0 ? "=?UTF-8?Q?x=0A?=" : word(pick(3, 12, 90)));
    }
    return line.toString();
  }

  private String lines() {
    StringBuilder lines = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      lines.append(line(pick(0, 20, 70, 1500)));
      lines
          .append(" ".repeat(pick(0, 0, 1, 2)))
          .append(List.of("\n", "\r\n", "\r", "\n.", "\nFrom ").get(random.nextInt(5)));
    }
    return lines.append(random.nextBoolean() ? "end" : "end\n").toString();
  }

  private Person person(String address) {
    // an encoded word in a name is read as one, since such names are pasted
    String name = line(pick(2, 10, 30, 120)).replace("=?", "=").strip();
    return new Person(random.nextInt(4) == 0 ? "" : name, address);
  }

  /** Quoted, as one has to who has such a name. */
  private static String typed(Person person) {
    return person.name().isEmpty()
        ? person.address()
        : '"' + person.name().replaceAll("([\"\\\\])", "\\\\$1") + "\" <" + person.address() + ">";
  }

  private Sent file(String option, String type) throws IOException {
    int number = attachments.size() + inline.size();
    // a slash would be a directory to some
    String name = number + line(pick(1, 5, 30, 200)).replace('/', ' ').strip();
    while (name.getBytes(StandardCharsets.UTF_8).length > 250) {
      name = name.substring(0, name.offsetByCodePoints(name.length(), -1)).strip();
    }
    name += ".x";
    byte[] bytes = bytes(type);
    Path file = Files.write(directory.resolve("file" + number), bytes);
    arguments.addAll(List.of(option, file + ";type=" + type + ";name=" + name));
    return new Sent(name, type, new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private byte[] bytes(String type) {
    if (type.equals("message/rfc822")) {
      String inner =
          "Subject: inner\r\nX-Odd: =?UTF-8?Q?=C3=BC?=\r\n\r\n"
              + lines().replaceAll("\r\n|\r|\n", "\r\n");
      return inner.lines().allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 998)
          ? inner.getBytes(StandardCharsets.UTF_8)
          : "Subject: inner\r\n\r\nshort\r\n".getBytes(StandardCharsets.UTF_8);
    }
    byte[] bytes = new byte[pick(0, 1, 57, 58, 1000, 70_000)];
    random.nextBytes(bytes);
    return bytes;
  }

  private String document() {
    StringBuilder body =
        new StringBuilder("<!DOCTYPE html>\n<html>\n<body>\n<p>" + text + "</p>\n");
    for (Sent file : inline) {
      body.append("<img alt=\"x\" src=\"cid:").append(spelt(file.name())).append("\">\n");
    }
    return body.append("</body>\n</html>\n").toString();
  }

  private String spelt(String name) {
    return random.nextBoolean()
        ? encoded(name)
        : name.replace("&", "&amp;").replace("\"", "&quot;").replace("%", "%25");
  }

  private String markdown() {
    StringBuilder body = new StringBuilder(text + "\n\n");
    inline.forEach(file -> body.append("![x](cid:").append(encoded(file.name())).append(")\n"));
    return body.toString();
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  Path write(byte[] message) {
    try {
      return Files.write(directory.resolve("message.eml"), message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

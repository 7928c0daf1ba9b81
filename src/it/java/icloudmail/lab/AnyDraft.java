package icloudmail.lab;

import icloudmail.model.AttachmentFile;
import icloudmail.model.Draft;
import icloudmail.model.DraftText;
import icloudmail.model.DraftText.Form;
import icloudmail.testkit.Nouns;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A draft of random scripts, lengths, line breaks, names and nesting, and what its reader is to
 * see.
 *
 * @param recipients a name and an address each
 * @param plainText of its first part, lines ended by {@code \n}; null where it is derived
 * @param files type, name and SHA-256 of each, inline ones first; a message has no sum
 */
record AnyDraft(
    Draft draft,
    String structure,
    List<String> recipients,
    @Nullable String plainText,
    List<String> files) {
  /** What every text of HTML holds. */
  static final String MARK = "mark";

  private static final List<String> WORDS =
      List.of(
          "plain",
          "Grüße",
          "会議",
          "مرحبا",
          "שלום",
          "🎉",
          "e\u0301",
          "Ελλάδα",
          "ไทย",
          "\u00A0x",
          "a=b",
          "=?utf-8?q?x?=",
          "100%",
          "don't",
          "\\o/",
          "-- ",
          ".",
          "..",
          "From me",
          "tab\tin",
          "x".repeat(1200));

  private static final List<String> BREAKS = List.of("\n", "\r\n", "\r", " \n", "\n\n", "\n.\n");

  private static final List<String> NAMES =
      List.of(
          "report.pdf",
          "Übersicht 図.csv",
          "a;b=c.txt",
          "100% \"sure\".png",
          "l" + "o".repeat(150) + "ng.bin",
          "don't (1).zip",
          "مرحبا.docx",
          "🎉.gif");

  private static final List<String> INLINE_NAMES = List.of("logo.png", "Übersicht 図.png", "🎉.gif");

  /** Builds one; files are made in {@code directory}. */
  static AnyDraft of(Random random, Path directory) throws IOException {
    Form form = any(random, List.of(Form.PLAIN, Form.HTML, Form.MARKDOWN));
    String text = text(random);
    List<AttachmentFile> inline = new ArrayList<>();
    List<AttachmentFile> attachments = new ArrayList<>();
    List<String> files = new ArrayList<>();
    if (form != Form.PLAIN) {
      files(random, directory, "inline", random.nextInt(3), inline, files);
    }
    files(random, directory, "attached", random.nextInt(4), attachments, files);
    if (random.nextInt(5) == 0) {
      byte[] inner = "Subject: inner\r\n\r\nFrom here\r\n.\r\n".getBytes(StandardCharsets.UTF_8);
      Path file = Files.write(directory.resolve("inner.eml"), inner);
      attachments.add(Nouns.attachment(file, "message/rfc822", "inner.eml"));
      files.add("message/rfc822 inner.eml null");
    }
    List<String> names = Stream.generate(() -> name(random)).limit(1 + random.nextInt(3)).toList();
    List<String> typed = new ArrayList<>();
    List<String> recipients = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String quoted = names.get(i).replace("\\", "\\\\").replace("\"", "\\\"");
      typed.add("\"" + quoted + "\" <r" + i + "@example.com>");
      recipients.add(names.get(i) + " r" + i + "@example.com");
    }
    String source =
        switch (form) {
          case PLAIN -> text;
          case HTML -> "<p>" + MARK + "</p>" + shown(inline, "<img src=\"cid:%s\">");
          case MARKDOWN -> MARK + "\n\n" + shown(inline, "![pic](<cid:%s>)") + "\n\n" + text;
        };
    Draft draft =
        new Draft(
            null,
            typed,
            List.of(),
            List.of(),
            List.of(),
            subject(random),
            new DraftText(form, source, null),
            attachments,
            inline,
            List.of(),
            null,
            List.of(),
            null,
            null);
    return new AnyDraft(
        draft, structure(form, inline, attachments), recipients, plain(form, source), files);
  }

  private static String shown(List<AttachmentFile> inline, String form) {
    return inline.stream()
        .map(file -> String.format(form, file.name()))
        .collect(Collectors.joining("\n"));
  }

  private static @Nullable String plain(Form form, String source) {
    String lines = source.replace("\r\n", "\n").replace('\r', '\n');
    return switch (form) {
      case PLAIN -> lines;
      case HTML -> null;
      case MARKDOWN ->
          lines
              .lines()
              .map(String::stripTrailing)
              .collect(Collectors.joining("\n"))
              .replaceAll("!\\[pic\\]\\(<cid:[^>]*>\\)", "[pic]");
    };
  }

  private static String structure(
      Form form, List<AttachmentFile> inline, List<AttachmentFile> attachments) {
    String text = form == Form.PLAIN ? "text/plain" : "multipart/alternative(text/plain,text/html)";
    String shown = inline.isEmpty() ? text : "multipart/related(" + text + types(inline) + ")";
    return attachments.isEmpty() ? shown : "multipart/mixed(" + shown + types(attachments) + ")";
  }

  private static String types(List<AttachmentFile> files) {
    return files.stream().map(file -> "," + file.type()).collect(Collectors.joining());
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int words = random.nextInt(40); words >= 0; words--) {
      text.append(any(random, WORDS));
      text.append(random.nextInt(4) == 0 ? any(random, BREAKS) : " ");
    }
    return random.nextBoolean() ? text + "end" : text.append("end\n").toString();
  }

  private static String subject(Random random) {
    return words(random, 1 + random.nextInt(12));
  }

  private static String name(Random random) {
    List<String> odd =
        List.of("Doe, Jo", "a\"b", "Jo (at) home", "x <y>", "O'Neil", "Dr. Ü", "[1]", "日本 太郎");
    return random.nextBoolean()
        ? any(random, odd)
        : words(random, 1 + random.nextInt(3)).replaceAll("=\\?|x{1000,}", "-");
  }

  /** Words of one line that neither begins nor ends with a blank. */
  private static String words(Random random, int count) {
    return Stream.generate(() -> any(random, WORDS))
        .filter(word -> word.indexOf('\t') < 0 && !word.endsWith(" ") && !word.startsWith("\u00A0"))
        .limit(count)
        .collect(Collectors.joining(" "));
  }

  private static void files(
      Random random,
      Path directory,
      String prefix,
      int count,
      List<AttachmentFile> into,
      List<String> seen)
      throws IOException {
    for (int i = 0; i < count; i++) {
      byte[] bytes = new byte[random.nextInt(5000)];
      random.nextBytes(bytes);
      Path file = Files.write(directory.resolve(prefix + i), bytes);
      String type = any(random, List.of("image/png", "application/pdf", "text/csv"));
      // what HTML and Markdown refer to is told in them without escapes
      String name = prefix.equals("inline") ? i + any(random, INLINE_NAMES) : any(random, NAMES);
      into.add(Nouns.attachment(file, type, name));
      seen.add(type + " " + name + " " + sum(bytes));
    }
  }

  private static String sum(byte[] bytes) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
      return String.format("%064x", new BigInteger(1, sum));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static <T> T any(Random random, List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}

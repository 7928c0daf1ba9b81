package icloudmail.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Messages with a few octets changed as no sender means it; the same seed makes the same one. */
final class Mutation {
  private static final int MOST_CHANGES = 8;
  private static final int LONGEST = 300_000;
  private static final Pattern CHARSET = Pattern.compile("(?i)charset=\"?([\\w.:-]+)");
  private static final Pattern ENCODING = Pattern.compile("(?i)Transfer-Encoding: *([\\w-]+)");
  private static final Pattern LINE = Pattern.compile("(?m)^(?:--|[\\w-]+:).*\r?\n");
  private static final List<String> CHARSETS =
      List.of(
          "us-ascii",
          "utf-8",
          "UTF-7",
          "utf-16",
          "utf-16le",
          "utf-32",
          "gb2312",
          "gb18030",
          "hz-gb-2312",
          "big5",
          "iso-2022-jp",
          "iso-2022-kr",
          "iso-2022-cn",
          "shift_jis",
          "euc-jp",
          "ks_c_5601-1987",
          "iso-8859-8-i",
          "windows-1252",
          "cp037",
          "x-unknown",
          "none",
          "x-imap-modified-utf-7",
          "");
  private static final List<String> ENCODINGS =
      List.of(
          "7bit", "8bit", "binary", "base64", "quoted-printable", "x-uuencode", "uuencode", "x");
  private static final List<String> TOKENS =
      List.of(
          "\r\n",
          "\n",
          "\r",
          "\r\n\r\n",
          "\0",
          "\u001b[2J",
          "--",
          "=",
          "==",
          "=\r\n",
          "=?",
          "?=",
          ";",
          ":",
          "\"",
          "\\",
          "(",
          ")",
          "<",
          ">",
          "@",
          ",",
          "&",
          "&#",
          "%",
          "*0*=",
          "*1=",
          "''",
          "Content-Type: multipart/mixed; boundary=\"b\"\r\n",
          "Content-Type: text/html\r\n",
          "Content-Type: message/rfc822\r\n",
          "Content-Type: application/ms-tnef\r\n",
          "Content-Type: multipart/alternative\r\n",
          "Content-Type: text/calendar; method=REQUEST\r\n",
          "Content-Type: text/plain; format=flowed; delsp=yes\r\n",
          "Content-Type: message/partial\r\n",
          "Content-Type: message/delivery-status\r\n",
          "Content-Type: multipart/signed\r\n",
          "Content-Disposition: attachment; filename=\"../a\"\r\n",
          "Content-Transfer-Encoding: base64\r\n",
          "Content-Transfer-Encoding: quoted-printable\r\n",
          "Content-Transfer-Encoding: x-uuencode\r\n",
          "charset=",
          "boundary=",
          "name*=utf-8''%41",
          "filename*0*=x'y'%",
          "=?utf-8?b?w6Q?=",
          "=?utf-8?q?=C3?=",
          "=?x?b?",
          "begin 644 a.txt\r\n",
          "\r\nend\r\n",
          "`\r\n",
          "+ADw-",
          "\u001b$B",
          "\u000e",
          "<div>",
          "</div>",
          "<table><tr><td>",
          "<table>",
          "<blockquote>",
          "<a href=x>",
          "<pre>",
          "<ol start=99999999>",
          "<li>",
          "<td colspan=3 rowspan=9>",
          "<th>",
          "<!--",
          "-->",
          "<style>",
          "<img alt=x>",
          "<p style='white-space:pre;font-size:0.;margin:-'>",
          "<sup>",
          "BEGIN:VCALENDAR\r\n",
          "BEGIN:VEVENT\r\n",
          "DTSTART;TZID=X:20261123T",
          "RRULE:FREQ=",
          "From: ",
          "Date: ",
          "Subject: ",
          "Received: ",
          "Authentication-Results: ",
          "X: y\r\n",
          "Bcc: \"a b\"@,;:<>\r\n",
          " \r\n",
          "\t");

  private final Random random;
  private final List<byte[]> corpus;

  private Mutation(long seed, List<byte[]> corpus) {
    this.random = new Random(seed);
    this.corpus = corpus;
  }

  /** One of the messages of the corpus, changed in up to eight places. */
  static byte[] of(long seed, List<byte[]> corpus) {
    Mutation mutation = new Mutation(seed, corpus);
    byte[] message = mutation.any();
    int changes = 1 + mutation.random.nextInt(MOST_CHANGES);
    for (int i = 0; i < changes; i++) {
      message = mutation.change(message);
    }
    return message.length <= LONGEST ? message : Arrays.copyOf(message, LONGEST);
  }

  private byte[] any() {
    return corpus.get(random.nextInt(corpus.size()));
  }

  private byte[] change(byte[] message) {
    int from = random.nextInt(message.length + 1);
    int to = Math.min(message.length, from + length());
    byte[] part = Arrays.copyOfRange(message, from, to);
    return switch (random.nextInt(12)) {
      case 0 -> flipped(message);
      case 1, 2, 3 -> join(message, from, pick(TOKENS).getBytes(StandardCharsets.UTF_8), from);
      case 4 -> join(message, from, new byte[0], to);
      case 5 -> join(message, from, foreign(), to);
      case 6 -> Arrays.copyOf(message, from);
      case 7 -> join(message, to, part, to);
      case 8 -> repeatedLine(message);
      case 9 -> named(message, CHARSET, pick(CHARSETS));
      case 10 -> named(message, ENCODING, pick(ENCODINGS));
      default ->
          join(message, from, pick(TOKENS).repeat(200).getBytes(StandardCharsets.UTF_8), from);
    };
  }

  private int length() {
    return 1 + random.nextInt(random.nextBoolean() ? 8 : 800);
  }

  private String pick(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  private byte[] flipped(byte[] message) {
    byte[] flipped = message.clone();
    for (int i = random.nextInt(6); i >= 0 && flipped.length > 0; i--) {
      int at = random.nextInt(flipped.length);
      flipped[at] =
          (byte) (random.nextBoolean() ? random.nextInt() : flipped[at] ^ (1 << random.nextInt(8)));
    }
    return flipped;
  }

  private byte[] foreign() {
    byte[] other = any();
    int from = random.nextInt(other.length + 1);
    return Arrays.copyOfRange(other, from, Math.min(other.length, from + length()));
  }

  /** A header field or a boundary once more, anywhere. */
  private byte[] repeatedLine(byte[] message) {
    byte[] other = random.nextBoolean() ? message : any();
    List<MatchResult> lines = LINE.matcher(latin(other)).results().toList();
    if (lines.isEmpty()) {
      return message;
    }
    byte[] line =
        lines.get(random.nextInt(lines.size())).group().getBytes(StandardCharsets.ISO_8859_1);
    List<MatchResult> places = LINE.matcher(latin(message)).results().toList();
    int at = places.isEmpty() ? 0 : places.get(random.nextInt(places.size())).start();
    return join(message, at, line, at);
  }

  private byte[] named(byte[] message, Pattern where, String name) {
    List<MatchResult> places = where.matcher(latin(message)).results().toList();
    if (places.isEmpty()) {
      return message;
    }
    MatchResult place = places.get(random.nextInt(places.size()));
    return join(message, place.start(1), name.getBytes(StandardCharsets.US_ASCII), place.end(1));
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** The message up to {@code start}, then {@code middle}, then the message from {@code end} on. */
  private static byte[] join(byte[] message, int start, byte[] middle, int end) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(message, 0, start);
    joined.writeBytes(middle);
    joined.write(message, end, message.length - end);
    return joined.toByteArray();
  }
}

package icloudmail.mail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Octets as the text that their sender meant, whether he names the charset, rightly, or not. */
final class OctetText {
  private static final Charset WESTERN = Charset.forName("windows-1252");
  private static final Pattern JAPANESE = Pattern.compile("\u001B(\\$[@B]|\\([IJ])");
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private OctetText() {}

  /** Nothing is thrown: what can't be read is U+FFFD, and remarked. */
  static Decoded read(byte[] octets, @Nullable String charset) {
    Decoded read = decode(octets, charset == null ? "" : Charsets.name(charset));
    boolean marked = !read.text().isEmpty() && read.text().charAt(0) == BYTE_ORDER_MARK;
    return marked ? new Decoded(read.text().substring(1), read.remarks()) : read;
  }

  /** As {@link #read}, of what names no charset; without remarks. */
  static String guess(byte[] octets) {
    return read(octets, null).text();
  }

  private static Decoded decode(byte[] octets, String name) {
    Charset marked = marked(octets, name);
    if (marked != null) {
      return of(octets, List.of(marked), marked.name());
    }
    if (Charsets.UTF_7.contains(name)) {
      return new Decoded(Utf7.decode(octets));
    }
    if (Charsets.HZ.contains(name)) {
      return new Decoded(Hz.decode(octets));
    }
    List<Charset> meant = Charsets.of(name);
    if (meant.isEmpty() || meant.get(0).equals(StandardCharsets.US_ASCII)) {
      return unnamed(octets, name, meant.isEmpty());
    }
    return meant.get(0).equals(StandardCharsets.UTF_8)
        ? utf8(octets)
        : of(octets, ordered(meant, octets), name);
  }

  /** What a byte order mark tells, where nothing speaks against it. */
  private static @Nullable Charset marked(byte[] octets, String name) {
    if (starts(octets, 0xEF, 0xBB, 0xBF) && Utf8Shape.of(octets).isUtf8()) {
      return StandardCharsets.UTF_8;
    }
    boolean open = name.isEmpty() || name.startsWith("u");
    if (open && (starts(octets, 0xFF, 0xFE, 0, 0) || starts(octets, 0, 0, 0xFE, 0xFF))) {
      return Charset.forName("UTF-32");
    }
    boolean wide = open && (starts(octets, 0xFF, 0xFE) || starts(octets, 0xFE, 0xFF));
    return wide ? StandardCharsets.UTF_16 : null;
  }

  private static boolean starts(byte[] octets, int... mark) {
    boolean starts = octets.length >= mark.length;
    for (int i = 0; starts && i < mark.length; i++) {
      starts = (octets[i] & 0xFF) == mark[i];
    }
    return starts;
  }

  /** UTF-16 without a mark is big-endian in theory alone (RFC 2781 section 4.3). */
  private static List<Charset> ordered(List<Charset> meant, byte[] octets) {
    String name = meant.get(0).name();
    if (!name.equals("UTF-16") && !name.equals("UTF-32")) {
      return meant;
    }
    int unit = name.equals("UTF-16") ? 2 : 4;
    int first = 0;
    int last = 0;
    for (int at = 0; at + unit <= octets.length; at += unit) {
      first += octets[at] == 0 ? 1 : 0;
      last += octets[at + unit - 1] == 0 ? 1 : 0;
    }
    return List.of(Charset.forName(name + (last > first ? "LE" : "BE")));
  }

  private static Decoded unnamed(byte[] octets, String name, boolean unknown) {
    Decoded read = unnamed(octets, name);
    Utf8Shape shape = Utf8Shape.of(octets);
    if (!unknown || name.isEmpty() || (shape.isUtf8() && shape.sequences() == 0)) {
      return read;
    }
    String as = shape.isUtf8() ? "UTF-8" : "windows-1252";
    return new Decoded(
        read.text(), "the text names the unknown charset '" + name + "' and is read as " + as);
  }

  private static Decoded unnamed(byte[] octets, String name) {
    Utf8Shape shape = Utf8Shape.of(octets);
    if (shape.isUtf8()) {
      String letters = new String(octets, StandardCharsets.UTF_8);
      boolean japanese = shape.sequences() == 0 && JAPANESE.matcher(letters).find();
      return japanese
          ? of(octets, Charsets.of("iso-2022-jp"), "iso-2022-jp")
          : new Decoded(letters);
    }
    boolean mixed = shape.sequences() > shape.malformed();
    String named = name.isEmpty() ? "names no charset" : "is not in " + name + " as it says";
    return mixed
        ? new Decoded(
            Utf8Shape.mixed(octets), "the text " + named + ": it is read as UTF-8 and windows-1252")
        : new Decoded(
            new String(octets, WESTERN), "the text " + named + ": it is read as windows-1252");
  }

  private static Decoded utf8(byte[] octets) {
    Utf8Shape shape = Utf8Shape.of(octets);
    if (shape.looksWestern() && !shape.isUtf8()) {
      return new Decoded(
          new String(octets, WESTERN),
          "the text is not in utf-8 as it says: it is read as windows-1252");
    }
    return of(octets, List.of(StandardCharsets.UTF_8), "utf-8");
  }

  /** In the charset that breaks least of it. */
  private static Decoded of(byte[] octets, List<Charset> charsets, String name) {
    Decoded best = null;
    for (Charset charset : charsets) {
      Decoded read = new Decoded(new String(octets, charset));
      if (best == null || read.broken() < best.broken()) {
        best = read;
      }
      if (best.broken() == 0) {
        return best;
      }
    }
    boolean sent = StandardCharsets.UTF_8.equals(charsets.get(0)) && Utf8Shape.of(octets).isUtf8();
    String text = best == null ? new String(octets, WESTERN) : best.text();
    return sent
        ? new Decoded(text)
        : new Decoded(
            text, "some of the text is not in " + name + " as it says: it is shown as \uFFFD");
  }
}

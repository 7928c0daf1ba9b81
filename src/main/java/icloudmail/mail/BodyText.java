package icloudmail.mail;

import jakarta.mail.internet.MimePart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a text part says, whatever charset it names or fails to name.
 *
 * @param text decoded, with {@code \n} at line ends; what can't be decoded is marked
 * @param remarks what its reader has to know
 * @param files those that stand uuencoded in it
 */
record BodyText(String text, List<String> remarks, List<UuencodedFile> files) {
  private static final String BROKEN = "\n[the rest of this text cannot be decoded]\n";
  private static final String DAMAGED = "\n[some of this text cannot be decoded]\n";

  /** More than anybody reads; the whole part can be had with --as raw, in bounded memory. */
  private static final int MOST_OCTETS = 5_000_000;

  /** Small, since what a broken encoding holds before the break is kept by the block. */
  private static final int BLOCK = 64;

  private static final String CUT = "\n[this text is longer; --as raw has all of it]\n";

  BodyText {
    remarks = List.copyOf(remarks);
    files = List.copyOf(files);
  }

  /** Reads a part of type {@code text}; nothing of what is in it is thrown. */
  static BodyText of(MimePart part, PartFields fields) {
    ContentParameters parameters = fields.parameters();
    boolean plain = fields.type().equals("text/plain");
    TransferEncoding encoding = TransferEncoding.of(part);
    List<String> remarks = new ArrayList<>();
    List<UuencodedFile> files = new ArrayList<>();
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    String end = "";
    try (DecodingStream decoded = PartContent.open(part, true);
        UuencodeStream around = new UuencodeStream(decoded, UuencodeStream.TEXT)) {
      DecodingStream in = plain ? around : decoded;
      end = read(in, read);
      for (String name : around.names()) {
        int index = files.size();
        files.add(new UuencodedFile(part, index, name, around.size(index), around.isWhole(index)));
      }
      if (decoded.broken()) {
        remarks.add("the text is broken in its " + encoding.label() + " encoding");
        // of quoted-printable nothing is lost
        end = encoding == TransferEncoding.QUOTED_PRINTABLE ? end : DAMAGED + end;
      }
      if (around.broken()) {
        remarks.add("a uuencoded file in the text is broken and may not be whole");
      }
    } catch (IOException e) {
      end = BROKEN;
    }
    if (encoding == TransferEncoding.UNKNOWN) {
      String named = TransferEncoding.written(part);
      remarks.add("the text names the unknown transfer encoding '" + named + "': it is as it came");
    }
    byte[] octets = read.toByteArray();
    String named = parameters.get("charset");
    String charset = named == null && !plain ? HtmlCharset.of(octets) : named;
    Decoded text = OctetText.read(octets, charset);
    remarks.addAll(text.remarks());
    String lines = text.text().replace("\r\n", "\n").replace('\r', '\n');
    return new BodyText((plain ? flowed(lines, parameters) : lines) + end, remarks, files);
  }

  private static String read(DecodingStream in, ByteArrayOutputStream read) throws IOException {
    byte[] block = new byte[BLOCK];
    for (int n = in.read(block); n >= 0; n = in.read(block)) {
      read.write(block, 0, Math.min(n, MOST_OCTETS - read.size()));
      if (read.size() >= MOST_OCTETS) {
        return CUT;
      }
    }
    return "";
  }

  private static String flowed(String lines, ContentParameters parameters) {
    return is(parameters, "format", "flowed")
        ? FlowedText.join(lines, is(parameters, "delsp", "yes"))
        : lines;
  }

  private static boolean is(ContentParameters parameters, String name, String value) {
    String given = parameters.get(name);
    return given != null && given.strip().toLowerCase(Locale.ROOT).equals(value);
  }
}

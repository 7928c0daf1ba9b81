package icloudmail.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The decoded bytes of a part, as far as its transfer encoding is whole and known. */
record PartContent(MimePart part) implements StreamedContent {
  @Override
  public InputStream open() throws IOException {
    return open(part, false);
  }

  /**
   * How long it is.
   *
   * @param size the decoded length in octets, or -1 where nothing of it can be decoded
   * @param remarks what is broken in it
   */
  record Measure(long size, List<String> remarks) {}

  /**
   * Reads it once.
   *
   * @param label what it is called in a remark
   */
  Measure measure(String label) {
    TransferEncoding encoding = TransferEncoding.of(part);
    List<String> remarks = new ArrayList<>();
    if (encoding == TransferEncoding.UNKNOWN) {
      String named = TransferEncoding.written(part);
      remarks.add(label + " names the unknown transfer encoding '" + named + "': it is as it came");
    }
    long size = 0;
    try (DecodingStream in = open(part, false)) {
      byte[] block = new byte[1 << 14];
      for (int some = in.read(block); some >= 0; some = in.read(block)) {
        size += some;
      }
      if (in.broken()) {
        remarks.add(
            label + " is broken in its " + encoding.label() + " encoding and may not be whole");
      }
    } catch (IOException e) {
      remarks.add(label + " cannot be read: " + Failures.reason(e));
      size = -1;
    }
    return new Measure(size, remarks);
  }

  static InputStream open(MimePart part) throws IOException {
    return open(part, false);
  }

  /**
   * @param text whether it is text that a person reads
   */
  static DecodingStream open(MimePart part, boolean text) throws IOException {
    DecodingStream in = TransferEncoding.of(part).decode(raw(part), text);
    return text ? in : in.strict();
  }

  private static InputStream raw(MimePart part) throws IOException {
    try {
      if (part instanceof MimeBodyPart body) {
        return body.getRawInputStream();
      }
      if (part instanceof MimeMessage message) {
        return message.getRawInputStream();
      }
      throw new IOException("the part cannot be decoded");
    } catch (MessagingException e) {
      throw new IOException("the part cannot be decoded: " + Failures.reason(e), e);
    }
  }
}

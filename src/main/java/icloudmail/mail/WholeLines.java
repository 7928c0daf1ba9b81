package icloudmail.mail;

import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.util.CRLFOutputStream;

/**
 * Writes lines that end with CRLF, the last one too, since SMTP knows no other (RFC 5321 section
 * 4.1.1.4): so what is kept and filed is what is sent.
 */
final class WholeLines extends CRLFOutputStream {
  WholeLines(OutputStream out) {
    super(out);
  }

  /** Ends the last line where it has no end, and hands on what was written. */
  void end() throws IOException {
    if (!atBOL) {
      writeln();
    }
    flush();
  }
}

package icloudmail.testkit.icloud;

import icloudmail.testkit.icloud.Faults.Fault;
import icloudmail.testkit.icloud.Faults.Kind;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One connection of the double: lines and octets in, answers out, spoilt where a fault says so. */
final class Wire {
  /** Thrown where the double itself ends the connection. */
  static final class Closed extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** No answer in either protocol; such as a login page of a network may be. */
  static final String GARBAGE = "<html>Please accept our terms</html>";

  private final Socket plain;
  private Socket socket;
  private InputStream in;
  private OutputStream out;
  private Optional<Fault> fault = Optional.empty();
  private long room = Long.MAX_VALUE;

  Wire(Socket plain) throws IOException {
    this.plain = plain;
    plain.setTcpNoDelay(true);
    use(plain);
  }

  private void use(Socket now) throws IOException {
    socket = now;
    in = new BufferedInputStream(now.getInputStream(), 1 << 16);
    out = now.getOutputStream();
  }

  /** From here on TLS, this side being the server; what came in before it is thrown away. */
  void startTls(SSLContext context) throws IOException {
    SSLSocket tls =
        (SSLSocket) context.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
    tls.setUseClientMode(false);
    tls.startHandshake();
    use(tls);
  }

  boolean isTls() {
    return socket instanceof SSLSocket;
  }

  /** The next line without its CRLF, octets as Latin-1; null where the client has gone. */
  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        return null;
      }
      line.write(octet);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  byte[] octets(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }

  /** Faults of the answer to come: {@link Kind#CUT} and {@link Kind#DRIP} are minded here. */
  void spoil(Optional<Fault> next) {
    fault = next;
    room = next.filter(f -> f.kind() == Kind.CUT).map(Fault::number).orElse(Long.MAX_VALUE);
  }

  /** Sends octets as Latin-1. */
  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void send(byte[] bytes) throws IOException {
    byte[] fitting = bytes.length > room ? Arrays.copyOf(bytes, (int) room) : bytes;
    if (fault.isPresent() && fault.get().kind() == Kind.DRIP) {
      for (byte octet : fitting) {
        out.write(octet);
        out.flush();
      }
    } else {
      out.write(fitting);
      out.flush();
    }
    room -= fitting.length;
    if (fitting.length < bytes.length) {
      close();
      throw new Closed();
    }
  }

  /** Says the same again and again, as long as the client listens. */
  void repeat(String text, long times) throws IOException {
    byte[] once = text.getBytes(StandardCharsets.ISO_8859_1);
    int batch = (int) Math.max(1, Math.min(times, (1 << 16) / once.length));
    byte[] many = text.repeat(batch).getBytes(StandardCharsets.ISO_8859_1);
    long left = times;
    for (; left >= batch; left -= batch) {
      out.write(many);
    }
    for (; left > 0; left--) {
      out.write(once);
    }
    out.flush();
  }

  /** Says the same again and again, an octet every so many milliseconds, until the client goes. */
  void trickle(String text, long millis) throws IOException {
    byte[] once = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int at = 0; ; at = (at + 1) % once.length) {
      out.write(once[at]);
      out.flush();
      LockSupport.parkNanos(millis * 1_000_000);
    }
  }

  /** Waits, without a word, until the client has gone. */
  void stall() throws IOException {
    while (in.read() >= 0) {
      // whatever it says
    }
    throw new Closed();
  }

  /** Reads nothing any more, until the double ends: what the client says piles up on its way. */
  void standstill() throws IOException {
    while (!plain.isClosed()) {
      LockSupport.parkNanos(10_000_000);
    }
    throw new Closed();
  }

  void close() throws IOException {
    socket.close();
  }

  /** Ends the connection by RST. */
  void reset() throws IOException {
    plain.setSoLinger(true, 0);
    plain.close();
  }
}

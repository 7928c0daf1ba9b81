package icloudmail.mail;

import icloudmail.mail.AnswerGuard.EndlessAnswer;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A socket that sends each write at once: a command that waits for the acknowledgement of the one
 * before it would cost the round trip that pipelining saves (RFC 896, RFC 1122 section 4.2.3.4).
 * And it hears no more in a row than it is made for, nor for how long a server likes, with or
 * without TLS.
 */
class PromptSocket extends Socket {
  /**
   * What a submission server has to say: a hundred replies to what was pipelined, each of a few
   * lines of 512 octets (RFC 5321 section 4.5.3.1.5).
   */
  static final long REPLIES = 1 << 20;

  private final long longest;
  private final AtomicLong heard = new AtomicLong();
  private final Trickle trickle = new Trickle();
  private @Nullable InputStream in;
  private @Nullable OutputStream out;

  /**
   * @param longest octets in a row
   */
  PromptSocket(long longest) throws SocketException {
    this.longest = longest;
    setTcpNoDelay(true);
  }

  /** The same, connected. */
  PromptSocket(InetSocketAddress server, @Nullable InetSocketAddress local) throws IOException {
    this(REPLIES);
    bind(local);
    connect(server);
  }

  @Override
  public final synchronized InputStream getInputStream() throws IOException {
    InputStream counting = in == null ? new Counting(super.getInputStream()) : in;
    in = counting;
    return counting;
  }

  @Override
  public final synchronized OutputStream getOutputStream() throws IOException {
    OutputStream prompting = out == null ? new Prompting(super.getOutputStream()) : out;
    out = prompting;
    return prompting;
  }

  /** Something was sent. */
  void said() {}

  private final class Counting extends FilterInputStream {
    private Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      long begun = System.nanoTime();
      int count = super.read(octets, offset, length);
      if (count > 0) {
        if (heard.addAndGet(count) > longest) {
          throw new EndlessAnswer();
        }
        trickle.heard(count, System.nanoTime() - begun, getSoTimeout());
      }
      return count;
    }
  }

  private final class Prompting extends FilterOutputStream {
    private Prompting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      heard.set(0);
      trickle.asked();
      out.write(octets, offset, length);
      said();
    }
  }
}

package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import icloudmail.model.Envelope;
import icloudmail.render.DisplayText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.ListInfo;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever lines an IMAP server sends, those that can be read at all are understood without a
 * failure. No connection is made for it, so that many are tried.
 */
@Timeout(20)
class ImapLinesFuzzTest {
  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

  @FuzzTest
  void anyLines(byte[] data) throws IOException {
    IMAPProtocol wire =
        new IMAPProtocol(
            new AnswerGuard(new ByteArrayInputStream(data)), NOWHERE, new Properties(), false);
    int ends = 0;
    // each response that cannot be read has taken an octet at least
    for (int line = 0; ends == 0 && line <= data.length; line++) {
      try {
        understood(ResponseLine.next(wire));
      } catch (IOException e) {
        ends++;
      } catch (ProtocolException e) {
        assertThat(Failures.imap("reading", e).getMessage()).isNotBlank();
      } catch (RuntimeException e) {
        // of the library it is what a command makes a failure of; one of ours goes on
        assertThat(Unreadable.of(e)).hasCause(e);
      }
    }
    assertThat(ends).isEqualTo(1);
  }

  private static void understood(Response response) throws ProtocolException {
    assertThat(CopiedUids.read(new Response[] {response}, "Archive", Set.of(1L, 4L)))
        .doesNotContainValue(null);
    assertThat(FolderStatus.read("INBOX", response).uidNext()).isGreaterThanOrEqualTo(-1);
    if (response instanceof FetchResponse row) {
      EnvelopeReader.read(row, "INBOX", 12).ifPresent(ImapLinesFuzzTest::harmless);
    } else if (response instanceof IMAPResponse line && line.keyEquals("LIST")) {
      ListInfo listed = new ListInfo(line);
      if (listed.name != null) {
        FolderRoles.assign(List.of(listed));
      }
    }
  }

  private static void harmless(Envelope envelope) {
    assertThat(DisplayText.line(envelope.toString())).doesNotContainPattern("[\\p{Cc}]");
  }
}

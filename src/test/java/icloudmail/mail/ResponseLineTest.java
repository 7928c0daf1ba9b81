package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BODYSTRUCTURE;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Body structures that the library's parser would never come to the end of. */
@Timeout(20)
class ResponseLineTest {
  private static final String TEXT =
      "\"TEXT\" \"PLAIN\" (\"CHARSET\" \"utf-8\") NIL NIL \"7BIT\" 2 1";

  private static Response read(String items) throws Exception {
    byte[] line = ("* 1 FETCH (" + items + ")\r\n").getBytes(StandardCharsets.ISO_8859_1);
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return ResponseLine.next(
        new IMAPProtocol(new ByteArrayInputStream(line), nowhere, new Properties(), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BODYSTRUCTURE (" + TEXT + " NIL NIL NIL NIL $)",
        "BODYSTRUCTURE (" + TEXT + " NIL NIL NIL NIL (\"a\" $))",
        "BODYSTRUCTURE (" + TEXT + " NIL NIL NIL NIL (\"a\" 1",
        "BODYSTRUCTURE (" + TEXT + " NIL NIL NIL NIL (9x))",
        "bodystructure (" + TEXT + " NIL NIL NIL NIL (NILx))",
        "BODY (" + TEXT + " NIL NIL NIL NIL (\u00e9))",
        "UID 7BODY (" + TEXT + " NIL NIL NIL NIL (a))",
        "FLAGS (\\Seen) BODYSTRUCTURE ((" + TEXT + ") \"MIXED\" NIL NIL NIL NIL (\"{\" a))",
      })
  void oneThatBreaksOffIsNoResponse(String items) {
    assertThatThrownBy(() -> read(items)).isInstanceOf(ProtocolException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UID 7 BODYSTRUCTURE (" + TEXT + ")",
        "UID 7 BODYSTRUCTURE (" + TEXT + " NIL NIL NIL NIL)",
        "UID 7 BODYSTRUCTURE ("
            + TEXT
            + " NIL (\"inline\" (\"filename\" \"a (b\\\" $\")) nil NIL 5 (1 (NIL)))",
        "BODYSTRUCTURE (\"TEXT\" \"PLAIN\" (\"NAME\" {3}\r\n$)() NIL NIL \"7BIT\" 2 1) UID 7",
        "FLAGS ($Forwarded BODYSTRUCTURE) UID 7 BODYSTRUCTURE (" + TEXT + ")",
        "BODY[HEADER.FIELDS (SUBJECT)] {19}\r\nBODYSTRUCTURE (a $ BODYSTRUCTURE ("
            + TEXT
            + ") UID 7",
      })
  void anyOtherIsReadAsItWas(String items) throws Exception {
    Response response = read(items);

    assertThat(response).isInstanceOf(FetchResponse.class);
    assertThat(((FetchResponse) response).getItem(UID.class).uid).isEqualTo(7);
    assertThat(((FetchResponse) response).getItem(BODYSTRUCTURE.class).type).isNotBlank();
  }
}

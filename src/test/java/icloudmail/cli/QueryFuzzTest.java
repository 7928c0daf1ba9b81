package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import icloudmail.config.Environment;
import icloudmail.mail.SearchLine;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Query;
import icloudmail.render.ErrorOutput;
import icloudmail.render.Terminal;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.FuzzedText;
import icloudmail.testkit.StoppedByHand;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;

/** Whatever is asked, it is a query that becomes one command, or wrong usage. */
@Timeout(20)
class QueryFuzzTest {
  /**
   * @param data standard input and the arguments, parted by NUL, which no argument can hold
   */
  @FuzzTest
  void anyWords(byte[] data) {
    List<String> texts = List.of(FuzzedText.of(data).split("\0", -1));
    try {
      Query query =
          QueryParser.parse(
              texts.subList(1, texts.size()), Query.unread(), surroundings(texts.get(0)));
      assertThat(SearchLine.of(query.condition(), "INBOX")).isNotNull();
    } catch (MailException e) {
      assertThat(e.kind()).as(e.getMessage()).isEqualTo(Kind.USAGE);
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static Surroundings surroundings(String stdin) {
    PrintWriter nowhere =
        new PrintWriter(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return new Surroundings(
        new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
        OutputStream.nullOutputStream(),
        nowhere,
        new ErrorOutput(nowhere),
        Terminal.none(),
        Clock.fixed(CliRun.NOW, ZoneOffset.UTC),
        pause -> {},
        new StoppedByHand(),
        new Environment(Map.of()));
  }
}

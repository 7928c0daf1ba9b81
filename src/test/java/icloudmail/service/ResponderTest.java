package icloudmail.service;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.mail.Composition;
import icloudmail.mail.MimeComposer;
import icloudmail.model.Account;
import icloudmail.model.Address;
import icloudmail.model.Body;
import icloudmail.model.Draft;
import icloudmail.model.Envelope;
import icloudmail.model.Header;
import icloudmail.model.MailException;
import icloudmail.model.Message;
import icloudmail.model.Part;
import icloudmail.model.Query;
import icloudmail.model.Reference;
import icloudmail.model.Response;
import icloudmail.model.Response.Form;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.Nouns;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.slf4j.helpers.NOPLogger;

/** Whatever strangers write into their messages, what answers them is a message. */
class ResponderTest {
  private static final Account ACCOUNT = Nouns.account(new Address("Jo", "jo@icloud.com"));
  private static final Set<String> FIELDS =
      Set.of(
          "Date",
          "From",
          "To",
          "Cc",
          "Subject",
          "Message-ID",
          "In-Reply-To",
          "References",
          "MIME-Version",
          "Content-Type",
          "Content-Transfer-Encoding");

  private static Message hostile(String text) {
    Address author = new Address(text, "ada@example.com");
    Address odd = new Address(text, text);
    Envelope envelope =
        new Envelope(
            new Reference("INBOX", 1, 7),
            "<" + text + "@x>",
            OffsetDateTime.MAX,
            null,
            List.of(author, odd),
            List.of(odd, new Address(null, "bob@example.com")),
            List.of(odd),
            List.of(),
            text,
            List.of(),
            0,
            List.of(text),
            List.of(text, "<" + text + ">"),
            text,
            null,
            null,
            null);
    Body body =
        new Body(
            List.of(new Header("Delivered-To", text)),
            text,
            null,
            List.of(
                new Part(1, text, text, null, 1, Nouns.content("x")),
                new Part(2, text, "text/plain", null, -1, Nouns.content("y"))),
            List.of(),
            null);
    return Nouns.message(envelope, Nouns.content("Subject: raw\r\n\r\nx"), body);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "\r\nBcc: e@example.com",
            "\n\n",
            "\0",
            "=?utf-8?q?a=0D=0ABcc:_e?=",
            "<",
            ">",
            "@",
            ",",
            ";",
            ":",
            "\"",
            "\\",
            "(",
            " ",
            "\t",
            "\u2028",
            "\u202E",
            "\uD800",
            "ä",
            "日本",
            "🎉",
            "x")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 400)
  void aHostileMessageIsAnsweredAndForwarded(
      @ForAll("texts") String text, @ForAll Form form, @ForAll boolean quote) throws MailException {
    Response response = new Response(Query.all("INBOX"), form, quote);
    List<String> to = Responder.forwards(response) ? List.of("eve@example.com") : List.of();
    Draft whole =
        new Responder(ACCOUNT, response, hostile(text), NOPLogger.NOP_LOGGER)
            .complete(Draft.of(to, null, "own words\n"));
    Composition composed =
        new MimeComposer(Clock.fixed(CliRun.NOW, ZoneOffset.UTC)).compose(ACCOUNT, whole);
    String header = Nouns.text(composed.content()).split("\r\n\r\n", 2)[0];

    Set<String> fields =
        header
            .replaceAll("\r\n[ \t]+", " ")
            .lines()
            .map(line -> line.split(":", 2)[0])
            .collect(Collectors.toSet());
    assertThat(FIELDS).containsAll(fields);
    // an address that is not ASCII before the @ has no other form (RFC 6532)
    if (composed.submission().recipients().stream().allMatch(ResponderTest::isAscii)) {
      assertThat(header).isASCII();
    }
    assertThat(header).doesNotContainPattern("(?m)^.{999}|[\\x00-\\x08\\x0B-\\x0C\\x0E-\\x1F]");
    assertThat(composed.submission().recipients())
        .contains(to.isEmpty() ? "ada@example.com" : "eve@example.com");
    assertThat(whole.original()).isNotNull();
  }

  private static boolean isAscii(String address) {
    return address.chars().allMatch(c -> c < 0x80);
  }
}

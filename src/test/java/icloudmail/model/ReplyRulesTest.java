package icloudmail.model;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.Nouns;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyRulesTest {
  private static final Account ACCOUNT =
      Nouns.account(new Address("Jo Doe", "jo@icloud.com"), new Address("Jo", "jo@doe.example"));

  private static List<Address> addresses(@Nullable String emails) {
    return emails == null
        ? List.of()
        : Arrays.stream(emails.split(" ", -1)).map(email -> new Address(null, email)).toList();
  }

  private static Envelope original(
      @Nullable String from, @Nullable String to, @Nullable String cc, @Nullable String replyTo) {
    return Nouns.envelope(7, "x")
        .withAddresses(addresses(from), addresses(to), addresses(cc), addresses(replyTo));
  }

  private static @Nullable String emails(List<Address> addresses) {
    List<String> emails = addresses.stream().map(Address::email).toList();
    return emails.isEmpty() ? null : String.join(" ", emails);
  }

  @ParameterizedTest
  @CsvSource({
    "ada@x, jo@icloud.com, bob@x, , ada@x",
    "ada@x, jo@icloud.com, bob@x, list@x, list@x",
    "ada@x, jo@icloud.com, , jo@icloud.com, ada@x",
    "jo@icloud.com, bob@x, eve@x, , bob@x",
    "JO@iCloud.com, bob@x jo@me.com, eve@x, , bob@x",
    "jo@doe.example, bob@x, , list@x, bob@x",
    "jo@icloud.com, jo@icloud.com, , , jo@icloud.com",
    "jo@icloud.com, , , , jo@icloud.com",
    "ada@x ADA@x, jo@icloud.com, , , ada@x",
    ", jo@icloud.com, , , ",
  })
  void anAnswerGoesToTheAuthor(
      @Nullable String from,
      @Nullable String to,
      @Nullable String cc,
      @Nullable String replyTo,
      @Nullable String answered) {
    ReplyRules rules = new ReplyRules(ACCOUNT, original(from, to, cc, replyTo), false);

    assertThat(emails(rules.to())).isEqualTo(answered);
    assertThat(rules.cc()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ada@x, jo@icloud.com bob@x, eve@x, , ada@x, bob@x eve@x",
    "ada@x, jo@me.com bob@x, Jo@Mac.com JO@DOE.example ADA@x BOB@x, , ada@x, bob@x",
    "ada@x, jo@icloud.com, eve@x, list@x, list@x, eve@x",
    "jo@icloud.com, bob@x, eve@x jo@icloud.com, , bob@x, eve@x",
    "jo@icloud.com, jo@icloud.com, eve@x, , eve@x, ",
    "jo@icloud.com, jo@icloud.com, , , jo@icloud.com, ",
    "ada@x, jo@icloud.com, , , ada@x, ",
  })
  void anAnswerToAllLeavesOneselfOut(
      @Nullable String from,
      @Nullable String to,
      @Nullable String cc,
      @Nullable String replyTo,
      @Nullable String answered,
      @Nullable String copied) {
    ReplyRules rules = new ReplyRules(ACCOUNT, original(from, to, cc, replyTo), true);

    assertThat(emails(rules.to())).isEqualTo(answered);
    assertThat(emails(rules.cc())).isEqualTo(copied);
  }

  @Test
  void namesGoAlong() {
    Envelope original = Nouns.envelope(7, "x");

    assertThat(new ReplyRules(ACCOUNT, original, false).to())
        .containsExactly(new Address("Jörg", "joerg@example.com"));
  }

  @ParameterizedTest
  @CsvSource({
    "ada@x, jo@doe.example, , , Jo <jo@doe.example>",
    "ada@x, bob@x, JO@Doe.Example, , Jo <jo@doe.example>",
    "ada@x, list@x, , Jo@doe.example, Jo <jo@doe.example>",
    "ada@x, jo@icloud.com, jo@doe.example, jo@doe.example, Jo Doe <jo@icloud.com>",
    "ada@x, Jo@Me.com, , , Jo Doe <jo@me.com>",
    "jo@doe.example, jo@icloud.com, , , Jo <jo@doe.example>",
    "ada@x, list@x, , other@x, ",
  })
  void theAnswerComesFromTheAddressThatGotTheMessage(
      @Nullable String from,
      @Nullable String to,
      @Nullable String cc,
      @Nullable String deliveredTo,
      @Nullable String answers) {
    ReplyRules rules = new ReplyRules(ACCOUNT, original(from, to, cc, null), false);
    List<String> delivered = deliveredTo == null ? List.of() : List.of(deliveredTo);

    assertThat(rules.from(delivered).map(Address::toString).orElse(null)).isEqualTo(answers);
  }
}

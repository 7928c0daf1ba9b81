package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.MailException;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryWordTest {
  private static List<QueryWord> split(String argument) throws MailException {
    return QueryWord.split(argument);
  }

  @Test
  void blanksPartWordsAndQuotesKeepThemTogether() throws MailException {
    assertThat(split("  from:bank\tsubject:\"a  b\"  7 ").stream().map(QueryWord::text))
        .containsExactly("from:bank", "subject:a  b", "7");
    assertThat(split("\"in:Sent Messages\"").stream().map(QueryWord::text))
        .containsExactly("in:Sent Messages");
    assertThat(split(" \t")).isEmpty();
  }

  @Test
  void aWordKnowsWhereItStandsQuotesIncluded() throws MailException {
    QueryWord word = split("is:read subject:\"a b\" 7").get(1);

    assertThat(word.start()).isEqualTo(8);
    assertThat(word.end()).isEqualTo(21);
    assertThat(word.pointedAt("wrong"))
        .isEqualTo(
            "wrong\n"
                + "  is:read subject:\"a b\" 7\n"
                + "  "
                + " ".repeat(8)
                + "^".repeat("subject:\"a b\"".length()));
  }

  @Test
  void theKeyHasNoCaseAndTheValueStaysAsItIs() throws MailException {
    QueryWord word = split("FROM:Bank:X").get(0);

    assertThat(word.key()).isEqualTo("from");
    assertThat(word.keyIsKnown()).isTrue();
    assertThat(word.value()).isEqualTo("Bank:X");
    assertThat(split("colour:red").get(0).keyIsKnown()).isFalse();
    assertThat(split("plain").get(0).key()).isEmpty();
  }

  @Test
  void anEmptyWordStillHasACaret() throws MailException {
    assertThat(split("\"\"").get(0).pointedAt("wrong")).isEqualTo("wrong\n  \"\"\n  ^^");
  }

  @Test
  void anOpenQuoteIsPointedAt() {
    assertThatThrownBy(() -> split("is:read \"from:a b"))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.kind()).isEqualTo(MailException.Kind.USAGE))
        .hasMessage("a quote is not closed\n  is:read \"from:a b\n          ^^^^^^^^^");
  }
}

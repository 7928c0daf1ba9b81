package icloudmail.model;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.Prepared;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {
  private record Known(Secret password) implements PasswordSource {
    @Override
    public String origin() {
      return "a test";
    }
  }

  private static final List<Address> FROM =
      List.of(new Address("Jo", "jo@example.org"), new Address(null, "jo@icloud.com"));

  @Test
  void printingItTellsNoPassword() {
    Account account =
        new Account("home", "jo@icloud.com", FROM, new Known(new Secret("abcd-efgh")));

    assertThat(account.toString()).contains("home", "jo@icloud.com", "(secret)");
    assertThat(account.toString()).doesNotContain("abcd", "efgh");
  }

  @Test
  void theFirstAddressIsTheDefault() {
    Account account = new Account("home", "jo@icloud.com", FROM, new Known(new Secret("x")));

    assertThat(account.defaultFrom()).isEqualTo(new Address("Jo", "jo@example.org"));
  }

  @Test
  void laterChangesOfTheListDoNotReachIt() {
    List<Address> from = new ArrayList<>(FROM);
    Account account = new Account("home", "jo@icloud.com", from, new Known(new Secret("x")));
    from.clear();

    assertThat(account.from()).isEqualTo(FROM);
  }

  @Test
  void aSecretIsKnownOnlyToWhoAsks() {
    assertThat(new Secret("abcd-efgh")).hasToString("(secret)");
    assertThat(new Secret("abcd-efgh").reveal()).isEqualTo("abcd-efgh");
    assertThat(List.of(new Secret("abcd-efgh")).toString()).isEqualTo("[(secret)]");
  }

  @Test
  void anAddressShowsItsNameWhereItHasOne() {
    assertThat(new Address("Jo", "jo@icloud.com").display()).isEqualTo("Jo");
    assertThat(new Address(" ", "jo@icloud.com").display()).isEqualTo("jo@icloud.com");
    assertThat(new Address("Jo", "jo@icloud.com")).hasToString("Jo <jo@icloud.com>");
    assertThat(new Address(null, "jo@icloud.com")).hasToString("jo@icloud.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jo@icloud.com",
        "JO@iCloud.com",
        "jo@me.com",
        "Jo@MAC.com",
        "jo.alias@icloud.com",
        "JO@Doe.example"
      })
  void itOwnsItsLoginAtEachDomainOfApplesAndWhateverItSendsFrom(String email) {
    assertThat(Prepared.ACCOUNT.owns(email)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jo",
        "",
        "@icloud.com",
        "joe@icloud.com",
        "jo@doe.example.org",
        "jo@example.com",
        "jo.alias@me.com",
        "jo@icloud.com@example.com"
      })
  void itOwnsNothingElse(String email) {
    assertThat(Prepared.ACCOUNT.owns(email)).isFalse();
  }
}

package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.Address;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceivedAddressesTest {
  private final List<String> unusable = new ArrayList<>();

  private List<String> usable(String header) {
    return ReceivedAddresses.usable(HeaderText.addresses(header), unusable::add).stream()
        .map(ReceivedAddresses::typed)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ada@x.example                             | ada@x.example",
        "Ada Lovelace <ada@x.example>              | Ada Lovelace <ada@x.example>",
        "\"Doe, \\\"J\\\"\" <j@x.example>        | \"Doe, \\\"J\\\"\" <j@x.example>",
        "=?utf-8?q?J=C3=B6rg?= <j@x.example>       | \"Jörg\" <j@x.example>",
        "=?utf-8?q?a=0D=0ABcc=3A_e?= <j@x.example> | \"a Bcc: e\" <j@x.example>",
        "=?utf-8?q?=3D=3Futf-8=3Fq=3Fa=3D0Db=3F=3D?= <j@x.example> | = ?utf-8?q?a=0Db?= <j@x.example>",
      })
  void anAddressIsTypedAsItWasMeant(String header, String typed) {
    assertThat(usable(header)).containsExactly(typed);
    assertThat(unusable).isEmpty();
  }

  @Test
  void aGroupIsItsMembers() {
    assertThat(usable("Friends: ada@x.example, Bob <bob@x.example>;"))
        .containsExactly("ada@x.example", "Bob <bob@x.example>");
    assertThat(usable("undisclosed-recipients:;")).isEmpty();
    assertThat(unusable).isEmpty();
  }

  @Test
  void whatCannotBeSentToIsTold() {
    assertThat(usable("root, ada@x.example")).containsExactly("ada@x.example");
    assertThat(usable("ada@x.example, bob @ @, eve@x.example"))
        .containsExactly("ada@x.example", "eve@x.example");
    assertThat(unusable).first().isEqualTo("root");
    assertThat(unusable).hasSize(2);
  }

  @Property
  void whatIsUsableIsTakenByTheComposer(@ForAll String name, @ForAll String email)
      throws Exception {
    List<Address> received = List.of(new Address(name, email), new Address(name, "a@x.example"));
    List<Address> usable = ReceivedAddresses.usable(received, text -> {});

    assertThat(usable).isNotEmpty();
    for (Address each : usable) {
      assertThat(TypedAddresses.parse(List.of(ReceivedAddresses.typed(each))))
          .singleElement()
          .satisfies(parsed -> assertThat(parsed.toString()).doesNotContainPattern("\\p{Cc}"));
    }
  }
}

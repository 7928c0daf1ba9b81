package icloudmail.model;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectPrefixTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Dinner            | Re: Dinner",
        "Re: Dinner        | Re: Dinner",
        "RE: Dinner        | RE: Dinner",
        "re:Dinner         | re: Dinner",
        "Re[2]: Dinner     | Re[2]: Dinner",
        "Re (3): Dinner    | Re (3): Dinner",
        "AW: Dinner        | AW: Dinner",
        "SV: Dinner        | SV: Dinner",
        "回复：Dinner       | 回复： Dinner",
        "Re: RE: AW: x     | Re: x",
        "Fwd: Dinner       | Re: Fwd: Dinner",
        "Regarding: Dinner | Re: Regarding: Dinner",
        "[list] Re: Dinner | Re: [list] Re: Dinner",
        "''                | Re:",
      })
  void anAnswerIsToldOnce(String original, String answer) {
    assertThat(SubjectPrefix.REPLY.before(original)).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Dinner      | Fwd: Dinner",
        "Fwd: Dinner | Fwd: Dinner",
        "FW: Dinner  | FW: Dinner",
        "WG: Dinner  | WG: Dinner",
        "Re: Dinner  | Fwd: Re: Dinner",
        "''          | Fwd:",
      })
  void aForwardIsToldOnce(String original, String forward) {
    assertThat(SubjectPrefix.FORWARD.before(original)).isEqualTo(forward);
  }

  @Test
  void aMessageWithoutSubjectIsAnsweredAllTheSame() {
    assertThat(SubjectPrefix.REPLY.before(null)).isEqualTo("Re:");
  }

  @Test
  void aLineBreakIsABlank() {
    assertThat(SubjectPrefix.REPLY.before("a\r\nBcc: x@example.com\u0000\u2028b"))
        .isEqualTo("Re: a Bcc: x@example.com b");
  }

  @Test
  void howeverOftenAnAnswerWasAnsweredItIsToldOnce() {
    assertThat(SubjectPrefix.REPLY.before("Re: ".repeat(200_000) + "x")).isEqualTo("Re: x");
    assertThat(SubjectPrefix.FORWARD.before("fw[2]:".repeat(200_000))).isEqualTo("fw[2]:");
  }

  @Property
  void aSubjectIsOneShortLineAndGrowsNoMore(@ForAll String original) {
    String once = SubjectPrefix.REPLY.before(original);

    assertThat(once).hasSizeLessThanOrEqualTo(500).doesNotContainPattern("\\p{Cc}");
    assertThat(SubjectPrefix.REPLY.before(once)).isEqualTo(once);
  }
}

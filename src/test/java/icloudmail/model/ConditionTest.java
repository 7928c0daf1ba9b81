package icloudmail.model;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.Condition.Contains;
import icloudmail.model.Condition.Field;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionTest {
  private static final Instant ARRIVED = Instant.parse("2026-11-23T12:00:00Z");

  private static final Envelope ENVELOPE =
      new Envelope(
          new Reference("INBOX", 1, 7),
          "<a@b>",
          null,
          ARRIVED,
          List.of(new Address("Jörg Müller", "joerg@example.com")),
          List.of(new Address(null, "jo@icloud.com")),
          List.of(),
          List.of(),
          "Grüße aus KÖLN",
          List.of("\\seen", "$Forwarded"),
          10,
          List.of(),
          List.of(),
          null,
          null,
          null,
          null);

  @Test
  void textIsFoundInDecodedFieldsWhateverItsCase() {
    assertThat(new Contains(Field.FROM, "MÜLLER").matches(ENVELOPE, Condition.TextSearch.NONE))
        .isTrue();
    assertThat(new Contains(Field.FROM, "example.com").matches(ENVELOPE, Condition.TextSearch.NONE))
        .isTrue();
    assertThat(new Contains(Field.TO, "jo@").matches(ENVELOPE, Condition.TextSearch.NONE)).isTrue();
    assertThat(new Contains(Field.CC, "jo@").matches(ENVELOPE, Condition.TextSearch.NONE))
        .isFalse();
    assertThat(new Contains(Field.SUBJECT, "köln").matches(ENVELOPE, Condition.TextSearch.NONE))
        .isTrue();
    assertThat(new Contains(Field.SUBJECT, "Bonn").matches(ENVELOPE, Condition.TextSearch.NONE))
        .isFalse();
  }

  @Test
  void sinceHoldsItsInstantAndBeforeDoesNot() {
    assertThat(new Condition.Since(ARRIVED).matches(ENVELOPE, Condition.TextSearch.NONE)).isTrue();
    assertThat(
            new Condition.Since(ARRIVED.plusSeconds(1))
                .matches(ENVELOPE, Condition.TextSearch.NONE))
        .isFalse();
    assertThat(new Condition.Before(ARRIVED).matches(ENVELOPE, Condition.TextSearch.NONE))
        .isFalse();
    assertThat(
            new Condition.Before(ARRIVED.plusSeconds(1))
                .matches(ENVELOPE, Condition.TextSearch.NONE))
        .isTrue();
  }

  @Test
  void flagsHaveNoCase() {
    assertThat(new Condition.Flagged(Flag.SEEN, true).matches(ENVELOPE, Condition.TextSearch.NONE))
        .isTrue();
    assertThat(new Condition.Flagged(Flag.SEEN, false).matches(ENVELOPE, Condition.TextSearch.NONE))
        .isFalse();
    assertThat(
            new Condition.Flagged(Flag.FLAGGED, true).matches(ENVELOPE, Condition.TextSearch.NONE))
        .isFalse();
    assertThat(ENVELOPE.unread()).isFalse();
  }

  @Test
  void aMessageIdIsTheWholeOne() {
    assertThat(new Condition.HasMessageId("<a@b>").matches(ENVELOPE, Condition.TextSearch.NONE))
        .isTrue();
    assertThat(new Condition.HasMessageId("<A@b>").matches(ENVELOPE, Condition.TextSearch.NONE))
        .isFalse();
  }
}

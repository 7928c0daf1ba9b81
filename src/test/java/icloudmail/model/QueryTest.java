package icloudmail.model;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.Condition.Contains;
import icloudmail.model.Condition.Field;
import icloudmail.testkit.Nouns;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class QueryTest {
  private static Query of(Condition... conditions) {
    return new Query("INBOX", OptionalLong.empty(), List.of(), List.of(conditions));
  }

  @Test
  void everyConditionMustHold() {
    Envelope envelope = Nouns.envelope(7, "Invoice");
    Condition holds = new Contains(Field.SUBJECT, "invoice");
    Condition fails = new Contains(Field.FROM, "bank");

    assertThat(of(holds).matches(envelope)).isTrue();
    assertThat(of(holds, fails).matches(envelope)).isFalse();
    assertThat(of().matches(envelope)).isTrue();
  }

  @Test
  void aMessageWithoutArrivalTimeIsNeitherBeforeNorAfter() {
    Envelope known = Nouns.envelope(7, null);
    Envelope undated =
        new Envelope(
            known.reference(),
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of(),
            0,
            List.of(),
            List.of(),
            null);

    assertThat(of(new Condition.Since(Instant.EPOCH)).matches(undated)).isFalse();
    assertThat(of(new Condition.Before(Instant.MAX)).matches(undated)).isFalse();
    assertThat(of(new Condition.Before(Instant.MAX)).matches(known)).isTrue();
    assertThat(of(new Contains(Field.SUBJECT, "x")).matches(undated)).isFalse();
    assertThat(of(new Condition.HasMessageId("<7@example.com>")).matches(undated)).isFalse();
  }

  @Test
  void oneMessageIsNamedByItsReference() {
    Query query = Query.named(new Reference("Archive", 12, 34));

    assertThat(query.folder()).isEqualTo("Archive");
    assertThat(query.uidValidity()).isEqualTo(OptionalLong.of(12));
    assertThat(query.uids()).containsExactly(UidRange.of(34));
    assertThat(query.namesMessages()).isTrue();
    assertThat(query.isWholeFolder()).isFalse();
  }

  @Test
  void onlyThePlainUnreadQueryCanBeCountedByStatus() {
    assertThat(Query.unread().isUnreadOfFolder()).isTrue();
    assertThat(of(new Condition.Flagged(Flag.SEEN, true)).isUnreadOfFolder()).isFalse();
    assertThat(
            of(new Condition.Flagged(Flag.SEEN, false), new Contains(Field.FROM, "x"))
                .isUnreadOfFolder())
        .isFalse();
    assertThat(Query.all("INBOX").isUnreadOfFolder()).isFalse();
    assertThat(Query.all("INBOX").isWholeFolder()).isTrue();
  }
}

package icloudmail.model;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.Condition.Flagged;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryTest {
  private static final Condition UNREAD = new Flagged(Flag.SEEN, false);

  @Test
  void onlyThePlainUnreadQueryOfOneFolderCanBeCountedByStatus() {
    assertThat(Query.unread().isUnreadOfFolder()).isTrue();
    assertThat(new Query(Scope.of("Archive"), UNREAD).isUnreadOfFolder()).isTrue();
    assertThat(new Query(new Scope(true, Set.of(), List.of()), UNREAD).isUnreadOfFolder())
        .isFalse();
    assertThat(new Query(new Scope(false, Set.of(), List.of("A", "B")), UNREAD).isUnreadOfFolder())
        .isFalse();
    assertThat(new Query(Scope.of("A"), new Flagged(Flag.SEEN, true)).isUnreadOfFolder()).isFalse();
    assertThat(Query.all("INBOX").isUnreadOfFolder()).isFalse();
  }

  @Test
  void aScopeReadsAsPeopleSayIt() {
    assertThat(Scope.of("Archive")).hasToString("Archive");
    assertThat(new Scope(false, Set.of(), List.of("A", "B"))).hasToString("A, B");
    assertThat(new Scope(false, Set.of(FolderRole.JUNK, FolderRole.SENT), List.of("A")))
        .hasToString("A, junk, sent");
    assertThat(new Scope(true, Set.of(FolderRole.JUNK), List.of())).hasToString("any folder");
  }
}

package icloudmail.model;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.Nouns;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
  @Test
  void withoutSeenItIsUnread() {
    assertThat(Nouns.envelope(1, "x").unread()).isTrue();
    assertThat(Nouns.envelope(1, "x", "\\Flagged", "Seen").unread()).isTrue();
    assertThat(Nouns.envelope(1, "x", "\\Seen").unread()).isFalse();
  }

  @Test
  void flagsHaveNoCase() {
    Envelope envelope = Nouns.envelope(1, "x", "\\SEEN", "\\answered");

    assertThat(envelope.unread()).isFalse();
    assertThat(envelope.has(Flag.ANSWERED)).isTrue();
    assertThat(envelope.has(Flag.DRAFT)).isFalse();
    assertThat(envelope.has(Flag.FLAGGED)).isFalse();
  }
}

package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** List B of icloud-facts, 1. */
class PresetTest {
  @Test
  void b01_applesServersAreFixed() {
    assertThat(Preset.ICLOUD.imap()).hasToString("imap.mail.me.com:993");
    assertThat(Preset.ICLOUD.smtp()).hasToString("smtp.mail.me.com:587");
    assertThat(Preset.ICLOUD.ca()).isNull();
  }
}

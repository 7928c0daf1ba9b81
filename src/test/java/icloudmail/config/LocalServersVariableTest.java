package icloudmail.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.model.LocalServers;
import icloudmail.model.MailException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalServersVariableTest {
  private static Optional<LocalServers> read(String value) throws MailException {
    return LocalServersVariable.read(new Environment(Map.of(LocalServersVariable.NAME, value)));
  }

  @Test
  void withoutItAppleIsMeant() throws MailException {
    assertThat(LocalServersVariable.read(new Environment(Map.of()))).isEmpty();
    assertThat(read("")).isEmpty();
  }

  @Test
  void itsWordsComeInAnyOrder() throws MailException {
    assertThat(read(" smtp=65535  ca=/x/ca.pem\timap=1 "))
        .contains(new LocalServers(1, 65535, Path.of("/x/ca.pem")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "imap=mail.example.com:993 smtp=2 ca=x | 'mail.example.com:993' is not a port of this machine",
        "imap=127.0.0.1:993 smtp=2 ca=x        | '127.0.0.1:993' is not a port of this machine",
        "imap=mail.example.com smtp=2 ca=x     | 'mail.example.com' is not a port of this machine",
        "imap=1 smtp=-2 ca=x                   | '-2' is not a port of this machine",
        "imap= smtp=2 ca=x                     | '' is not a port of this machine",
        "imap=0 smtp=2 ca=x                    | there is no port 0",
        "imap=1 smtp=65536 ca=x                | there is no port 65536",
        "imap=1 smtp=123456 ca=x               | '123456' is not a port of this machine",
        "imap=1 smtp=2                         | it must have all three",
        "ca=x                                  | it must have all three",
        "imap=1 smtp=2 ca=x host=example.com   | 'host=example.com' is not known",
        "imap                                  | 'imap' is not known",
      })
  void nothingButLoopbackPortsIsTaken(String value, String why) {
    assertThatThrownBy(() -> read(value))
        .isInstanceOfSatisfying(
            MailException.class,
            e -> assertThat(e.kind()).isEqualTo(MailException.Kind.CONFIGURATION))
        .hasMessage("ICLOUD_MAIL_LOCAL_SERVERS: " + why);
  }
}

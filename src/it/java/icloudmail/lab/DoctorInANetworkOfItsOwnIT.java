package icloudmail.lab;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.MailServers;
import icloudmail.testkit.ProgramRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code doctor} with the servers' real names, in a network that has nothing but this machine: what
 * can be wrong with names and ports is provoked there, and nobody is dialled.
 */
class DoctorInANetworkOfItsOwnIT {
  /** Servers of a proxy; they are waited for by what the kernel tells of ports (993 and 465). */
  private static final String PROXY =
      """
      set -e
      ip link set lo up
      printf '127.0.0.1 localhost imap.mail.me.com smtp.mail.me.com\\n::1 imap.mail.me.com\\n' >hosts
      mount --bind hosts /etc/hosts
      openssl req -x509 -newkey rsa:2048 -nodes -keyout key -out cert -days 30 \
        -subj '/O=Antivirus/CN=Shield Root' -addext subjectAltName=DNS:imap.mail.me.com 2>/dev/null
      listening=
      for port in PORTS; do
        openssl s_server -www -accept $port -cert cert -key key >/dev/null 2>&1 &
        listening="$listening $!"
        until grep -qi ":$(printf %04X $port) [0-9A-F:]* 0A" /proc/net/tcp /proc/net/tcp6; do :; done
      done
      set +e
      DOCTOR
      code=$?
      kill $listening
      exit $code
      """;

  @TempDir Path home;

  private ProgramRun doctor(String script) {
    Map<String, String> environment =
        Map.of(
            "PATH",
            System.getenv("PATH"),
            "HOME",
            home.toString(),
            "ICLOUD_MAIL_LOGIN",
            MailServers.LOGIN,
            "ICLOUD_MAIL_PASSWORD",
            MailServers.PASSWORD);
    String line = script.replace("DOCTOR", ProgramRun.launcher() + " doctor --timeout 10s");
    return ProgramRun.of(
        home, environment, "", "timeout", "60", "unshare", "-nm", "/bin/sh", "-c", line);
  }

  private static List<String> failures(ProgramRun run) {
    return run.out().lines().filter(line -> line.contains("\tfailure\t")).toList();
  }

  @Test
  void withoutANameServerThatIsTold() {
    ProgramRun run = doctor("DOCTOR");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
    assertThat(failures(run))
        .containsExactly(
            "imap dns\tfailure\tcannot find imap.mail.me.com (DNS)\tCheck the network connection,"
                + " then try again.",
            "smtp dns\tfailure\tcannot find smtp.mail.me.com (DNS)\tCheck the network connection,"
                + " then try again.");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void whereAProxyBreaksTlsItsIssuerIsNamedAndWhere587IsBlockedPort465IsTried() {
    ProgramRun run = doctor(PROXY.replace("PORTS", "993 465"));

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(76);
    assertThat(run.out())
        .contains("imap dns\tok\tIPv4 127.0.0.1, IPv6 0:0:0:0:0:0:0:1\t\n")
        .contains("smtp dns\tok\tIPv4 127.0.0.1, IPv6 none\t\n");
    assertThat(failures(run))
        .containsExactly(
            "imap tls\tfailure\timap.mail.me.com:993 cannot prove that it is the mail server: nobody"
                + " who is trusted has signed its certificate; the certificate is issued by Shield"
                + " Root\tNo credential was sent. A proxy, an antivirus program or a wrong clock may"
                + " be the cause.",
            "smtp tcp\tfailure\tcannot reach smtp.mail.me.com:587: Connection refused; port 465"
                + " answers\tYour network or provider blocks port 587, which Apple asks for. Another"
                + " network, or a VPN, lets it through.");
  }

  @Test
  void whereBothPortsAreBlockedNothingIsSaidOf465() {
    ProgramRun run = doctor(PROXY.replace("PORTS", "443"));

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
    assertThat(failures(run))
        .containsExactly(
            "imap tcp\tfailure\tcannot reach imap.mail.me.com:993: Connection refused\tCheck the"
                + " network connection, then try again. It may block port 993. iCloud has no POP:"
                + " mail is read by IMAP alone.",
            "smtp tcp\tfailure\tcannot reach smtp.mail.me.com:587: Connection refused\tCheck the"
                + " network connection, then try again. It may block port 587.");
  }
}

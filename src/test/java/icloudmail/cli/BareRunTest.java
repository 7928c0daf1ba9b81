package icloudmail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icloudmail.config.Environment;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.render.ErrorOutput;
import icloudmail.render.Terminal;
import icloudmail.testkit.MailServers;
import icloudmail.testkit.StoppedByHand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code doctor --cron} starts, and with what around it. */
class BareRunTest {
  @TempDir Path directory;

  private BareRun run(Map<String, String> environment) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return new BareRun(
        new Surroundings(
            InputStream.nullInputStream(),
            out,
            new PrintWriter(out, false, UTF_8),
            new ErrorOutput(new StringWriter()),
            Terminal.none(),
            Clock.systemUTC(),
            pause -> {},
            new StoppedByHand(),
            new Environment(environment)));
  }

  @Test
  void theLauncherIsStartedAsCronStartsIt() throws IOException, MailException {
    Path launcher = directory.resolve("launcher");
    Path seen = directory.resolve("seen");
    Files.writeString(
        launcher,
        "#!/bin/sh\n{ env | grep -v '^PWD=\\|^_=\\|^SHLVL=' | sort; printf '%s\\n' \"$@\"; cat; } >'"
            + seen
            + "'\nexit 75\n");
    assertThat(launcher.toFile().setExecutable(true)).isTrue();

    int code =
        run(Map.of(
                "HOME", "/home/jö",
                "JAVA_HOME", "/opt/java",
                "ICLOUD_MAIL_PASSWORD", MailServers.PASSWORD,
                "DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/bus"))
            .of(launcher.toString(), List.of("doctor", "-a", "it's me", "--json"));

    assertThat(code).isEqualTo(75);
    assertThat(seen)
        .hasContent(
            "HOME=/home/jö\nPATH=/usr/bin:/bin\nSHELL=/bin/sh\ndoctor\n-a\nit's me\n--json\n");
  }

  @Test
  void whereTheLauncherIsNotKnownItSaysWhatToRun() {
    assertThatThrownBy(() -> run(Map.of()).of(null, List.of("doctor")))
        .isInstanceOfSatisfying(
            MailException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.INTERNAL);
              assertThat(e.hint()).contains("env -i HOME=\"$HOME\" icloud-mail doctor");
            });
  }

  @Test
  void itHasNoTerminalAndStartsAtHome() throws IOException, MailException {
    Path launcher = directory.resolve("launcher");
    Files.writeString(
        launcher, "#!/bin/sh\n{ pwd; cut -d ' ' -f 1,6 /proc/$$/stat; echo $$; } >seen\n");
    assertThat(launcher.toFile().setExecutable(true)).isTrue();

    int code = run(Map.of("HOME", directory.toString())).of(launcher.toString(), List.of("doctor"));

    List<String> seen = Files.readAllLines(directory.resolve("seen"));
    assertThat(code).isZero();
    assertThat(seen.get(0)).isEqualTo(directory.toString());
    // it leads a session of its own, to which no terminal belongs
    assertThat(seen.get(1)).isEqualTo(seen.get(2) + " " + seen.get(2));
  }
}

package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.Schema;
import icloudmail.testkit.icloud.AccountProfile;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** List B of icloud-facts, 13: every step tried, and what is wrong told step by step. */
class ListBDoctorTest {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud(AccountProfile.ONLY_TRASH);

  @AfterEach
  void close() {
    icloud.close();
  }

  private CliRun doctor(String... more) {
    String[] arguments = new String[more.length + 1];
    arguments[0] = "doctor";
    System.arraycopy(more, 0, arguments, 1, more.length);
    return icloud.setting(directory).run(arguments);
  }

  @Test
  void b13_everyStepIsTried() {
    CliRun run = doctor();

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().map(row -> row.replaceFirst("localhost:\\d+", "SERVER")))
        .contains(
            "imap login\tok\tSERVER takes jo@icloud.com\t",
            "folder sent\tok\t'Sent Messages', by its name\t",
            "folder trash\tok\t'Deleted Messages', by its attribute \\Trash\t",
            "inbox\tok\t0 messages, 0 unread\t",
            "smtp login\tok\tSERVER takes jo@icloud.com\t",
            "smtp size\tok\t28319744 octets at most\t",
            "smtp from jo@icloud.com\tok\tmay be sent from\t")
        .contains("imap capabilities\tok\t21 known of iCloud\t");
    assertThat(icloud.smtp().submissions()).isEmpty();
    assertThat(icloud.smtp().commands())
        .containsSubsequence("MAIL FROM:<jo@icloud.com>", "RSET")
        .doesNotContain("DATA");
  }

  @Test
  void b13_aForeignFromIsFoundWithoutSending() {
    icloud.smtp().settings().foreignAddress("jo@icloud.com");

    CliRun run = doctor("--json");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(65);
    JsonNode findings = Schema.parse(run.out());
    assertThat(findings)
        .allSatisfy(item -> assertThat(Schema.problems("finding", item)).isEmpty())
        .filteredOn(item -> item.get("status").textValue().equals("failure"))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.get("check").textValue()).isEqualTo("smtp from jo@icloud.com");
              assertThat(item.get("message").textValue()).contains("not one of your addresses");
              assertThat(item.get("hint").textValue()).contains("custom domain");
            });
    assertThat(icloud.smtp().submissions()).isEmpty();
  }

  @Test
  void b13_oneFailureStopsNoOtherStep() {
    icloud.faults().on("AUTHENTICATE").always().no("[AUTHENTICATIONFAILED] Authentication Failed");
    icloud.mailboxes().remove("Sent Messages");

    CliRun login = doctor();
    icloud.faults().clear();
    icloud.faults().on("EXAMINE").always().unavailable();
    CliRun inbox = icloud.setting(directory).onTerminal(80).run("doctor");

    assertThat(login.exitCode()).isEqualTo(77);
    assertThat(login.out()).contains("imap login\tfailure\t", "smtp from jo@icloud.com\tok\t");
    assertThat(inbox.exitCode()).isEqualTo(75);
    assertThat(inbox.out())
        .contains(
            "failure  inbox              the server is busy",
            "warning  folder sent        the account has no folder for it\n"
                + "                            → Make one at",
            "ok       smtp from jo@icloud.com  may be sent from\n");
  }
}

package icloudmail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.store.Job;
import icloudmail.store.Jobs;
import icloudmail.testkit.CliRun;
import icloudmail.testkit.LiveRun;
import icloudmail.testkit.Mails;
import icloudmail.testkit.ProgramRun;
import icloudmail.testkit.Schema;
import icloudmail.testkit.icloud.ICloud;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code check --new}: each message is told once, and none is missed. */
class NewMailTest {
  @TempDir Path directory;

  private final ICloud icloud = new ICloud();
  private Instant now = CliRun.NOW;

  @AfterEach
  void close() {
    icloud.close();
  }

  private long deliver(String folder, String subject, String... flags) {
    String text = Mails.plain("Ada <ada@example.com>", subject, "Text of " + subject + ".");
    String named = "Message-ID: <" + subject.replace(' ', '-') + "@example.com>\r\n" + text;
    return icloud.mailboxes().deliver(folder, named.getBytes(UTF_8), now, flags);
  }

  private CliRun check(String... words) {
    now = now.plusSeconds(60);
    return icloud
        .setting(directory)
        .with(Clock.fixed(now, ZoneOffset.UTC))
        .run(Stream.concat(Stream.of("check"), Stream.of(words)).toArray(String[]::new));
  }

  private static List<String> subjects(CliRun run) {
    return run.out().lines().map(line -> line.split("\t", -1)[3]).toList();
  }

  private List<String> commands() {
    // of LOGOUT nobody waits to be heard
    List<String> all =
        icloud.imap().commands().stream().filter(line -> !line.equals("LOGOUT")).toList();
    int login = 0;
    for (int i = 0; i < all.size(); i++) {
      login = all.get(i).startsWith("AUTHENTICATE") ? i + 1 : login;
    }
    return all.subList(login, all.size());
  }

  @Test
  void theFirstTimeWhatIsThereIsNotNewAndLaterEachIsToldOnceTheOldestFirst() {
    deliver("INBOX", "old");

    CliRun first = check("--new=job", "in:inbox");
    deliver("INBOX", "one");
    deliver("INBOX", "two");
    CliRun second = check("--new=job", "in:inbox");
    CliRun third = check("--new=job", "in:inbox");

    assertThat(first.exitCode()).as(first.toString()).isEqualTo(1);
    assertThat(first.out()).isEmpty();
    assertThat(second.exitCode()).as(second.toString()).isZero();
    assertThat(subjects(second)).containsExactly("one", "two");
    assertThat(third.exitCode()).as(third.toString()).isEqualTo(1);
    assertThat(third.out() + third.err()).isEmpty();
  }

  @Test
  void whereNothingHasCometheServerIsAskedOneThing() {
    deliver("INBOX", "old");
    check("--new=job", "in:inbox");

    check("--new=job", "in:inbox");

    assertThat(commands()).containsExactly("EXAMINE INBOX");
  }

  @Test
  void jobsAreToldApart() {
    check("--new", "in:inbox");
    check("--new=other", "in:inbox");
    deliver("INBOX", "one");

    assertThat(subjects(check("--new", "in:inbox"))).containsExactly("one");
    assertThat(subjects(check("--new=other", "in:inbox"))).containsExactly("one");
    assertThat(check("--new=default", "in:inbox").exitCode()).isEqualTo(1);
  }

  @Test
  void fromTheStartAllIsNew() {
    deliver("INBOX", "old");

    CliRun first = check("--new=job", "--from-start", "in:inbox");
    CliRun second = check("--new=job", "--from-start", "in:inbox");

    assertThat(subjects(first)).containsExactly("old");
    assertThat(second.exitCode()).isEqualTo(1);
  }

  @Test
  void onlyWhatTheQueryMeansIsTold() {
    check("--new=job", "subject:alarm");
    deliver("INBOX", "alarm 1");
    deliver("INBOX", "newsletter");

    assertThat(subjects(check("--new=job", "subject:alarm"))).containsExactly("alarm 1");
    assertThat(check("--new=job", "subject:alarm").exitCode()).isEqualTo(1);
  }

  @Test
  void eachFolderHasAPlaceOfItsOwn() {
    check("--new=job", "in:inbox", "in:archive");
    deliver("Archive", "filed");
    deliver("INBOX", "one");

    assertThat(subjects(check("--new=job", "in:inbox", "in:archive")))
        .containsExactlyInAnyOrder("one", "filed");
    assertThat(check("--new=job", "in:inbox", "in:archive").exitCode()).isEqualTo(1);
  }

  @Test
  void aFolderThatIsNumberedAnewBringsNeitherAFloodNorAGap() {
    deliver("INBOX", "old");
    check("--new=job", "in:inbox");
    deliver("INBOX", "one");
    check("--new=job", "in:inbox");
    now = now.plus(Duration.ofHours(1));
    deliver("INBOX", "before the change");
    icloud.mailboxes().renumber("INBOX");
    deliver("INBOX", "after the change");

    CliRun changed = check("--new=job", "in:inbox");
    CliRun after = check("--new=job", "in:inbox");

    assertThat(subjects(changed)).containsExactly("before the change", "after the change");
    assertThat(changed.err()).contains("the server has numbered INBOX anew");
    assertThat(after.exitCode()).as(after.toString()).isEqualTo(1);
    assertThat(after.err()).isEmpty();
  }

  @Test
  void whatTheServerHoldsBackIsToldLaterAndIsNoSilence() {
    check("--new=job", "in:inbox");
    long held = deliver("INBOX", "held back");
    deliver("INBOX", "two");
    icloud.faults().on("UID FETCH").always().omit(held);

    CliRun first = check("--new=job", "in:inbox");
    icloud.faults().clear();
    now = now.plus(Duration.ofMinutes(2));
    CliRun second = check("--new=job", "in:inbox");

    assertThat(first.exitCode()).as(first.toString()).isEqualTo(76);
    assertThat(subjects(first)).containsExactly("two");
    assertThat(subjects(second)).containsExactly("held back");
    assertThat(check("--new=job", "in:inbox").exitCode()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--json", "--jsonl"})
  void scriptsGetThemAsAList(String form) {
    check("--new=job", "in:inbox", form);
    deliver("INBOX", "one");

    CliRun run = check("--new=job", "in:inbox", form);
    CliRun none = check("--new=job", "in:inbox", form);

    CliRun withCommand = check("--new=job", "in:inbox", form, "--exec", "true");
    assertThat(withCommand.out()).isEqualTo(none.out());
    String item = form.equals("--json") ? Schema.parse(run.out()).get(0).toString() : run.out();
    assertThat(Schema.problems("envelope", Schema.parse(item))).isEmpty();
    assertThat(none.out()).isEqualTo(form.equals("--json") ? "[]\n" : "");
    assertThat(none.exitCode()).isEqualTo(1);
  }

  @Test
  void twoRunsOfOneJobAtOnceAreOneTooMany() throws Exception {
    Clock clock = Clock.fixed(CliRun.NOW, ZoneOffset.UTC);
    try (Job held = new Jobs(directory.resolve("icloud-mail"), clock).open("job")) {
      CliRun run = check("--new=job", "in:inbox");

      assertThat(held.folder("x", "INBOX")).isEmpty();
      assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
      assertThat(run.err())
          .contains(
              "the job 'job' is being run by process "
                  + ProcessHandle.current().pid()
                  + " since 2026-11-23T12:00:00Z");
      assertThat(icloud.imap().connections()).isZero();
    }
    assertThat(check("--new=job", "in:inbox").exitCode()).isEqualTo(1);
  }

  @Test
  void aRunThatHasNotSaidYetWhoItIsIsOneTooManyAlso() throws Exception {
    Path state = directory.resolve("icloud-mail");
    try (Job held = new Jobs(state, Clock.systemUTC()).open("job")) {
      // as between the taking of the lock and the line of who has it
      Files.writeString(state.resolve("jobs/.job.lock"), "");

      CliRun run = check("--new=job", "in:inbox");

      assertThat(held.folder("x", "INBOX")).isEmpty();
      assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
      assertThat(run.err()).contains("the job 'job' is being run by another process\n");
    }
  }

  @Test
  void jobsAreListedAndForgotten() {
    deliver("INBOX", "old");
    check("--new=job", "in:inbox");

    CliRun rows = check("--jobs");
    CliRun json = check("--jobs", "--jsonl");
    CliRun forget = check("--forget", "job");

    assertThat(rows.out())
        .startsWith("job\tjo@icloud.com\tINBOX\t1451405933\t2273\t0\t2026-11-23T");
    assertThat(Schema.problems("job", Schema.parse(json.out()))).isEmpty();
    assertThat(forget.exitCode()).as(forget.toString()).isZero();
    assertThat(check("--jobs").out()).isEmpty();
    assertThat(check("--forget", "job").exitCode()).isEqualTo(1);
    assertThat(subjects(check("--new=job", "--from-start", "in:inbox"))).containsExactly("old");
  }

  @Test
  void aDamagedJobHidesNoOtherAndCanBeForgotten() throws Exception {
    check("--new=a", "in:inbox");
    check("--new=b", "in:inbox");
    Files.writeString(directory.resolve("icloud-mail/jobs/a"), "");

    CliRun rows = check("--jobs");
    CliRun forget = check("--forget", "a", "--json");

    assertThat(rows.exitCode()).as(rows.toString()).isEqualTo(74);
    assertThat(rows.out()).startsWith("b\t").hasLineCount(1);
    assertThat(rows.err()).contains("jobs/a: it is not whole");
    assertThat(forget).extracting(CliRun::exitCode, CliRun::out).containsExactly(0, "[]\n");
  }

  @Test
  void whatIsForgottenIsTold() {
    check("--new=job", "in:inbox");

    CliRun forget = check("--forget", "job", "--json");

    assertThat(forget.exitCode()).as(forget.toString()).isZero();
    assertThat(Schema.problems("job", Schema.parse(forget.out()).get(0))).isEmpty();
  }

  @Test
  void aDamagedJobIsNoFirstTime() throws Exception {
    check("--new=job", "in:inbox");
    Path file = directory.resolve("icloud-mail/jobs/job");
    Files.writeString(file, Files.readString(file).replace("2272", "2372"));

    CliRun run = check("--new=job", "in:inbox");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(74);
    assertThat(run.err()).contains("it is damaged", "check --forget job has it begin anew");
    assertThat(check("--forget", "job").exitCode()).isZero();
    assertThat(check("--new=job", "in:inbox").exitCode()).isEqualTo(1);
  }

  @Test
  void whatCannotBeNotedIsToldAndTheFailureToo() throws Exception {
    check("--new=job", "in:inbox");
    deliver("INBOX", "one");
    Files.createDirectories(directory.resolve("icloud-mail/jobs/.job.part"));

    CliRun run = check("--new=job", "in:inbox");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(74);
    assertThat(subjects(run)).containsExactly("one");
    assertThat(run.err()).contains("cannot note in", "will be told again");
  }

  @Test
  void wrongUsageIsToldBeforeAnythingIsDone() {
    assertThat(check("--new=../job").err()).contains("a job cannot be called '../job'");
    assertThat(check("--watch", "--wait", "1s").exitCode()).isEqualTo(64);
    assertThat(check("--from-start").exitCode()).isEqualTo(64);
    assertThat(check("--watch", "--json").exitCode()).isEqualTo(64);
    assertThat(check("--new", "--count").exitCode()).isEqualTo(64);
    assertThat(check("--exec").exitCode()).isEqualTo(64);
    assertThat(check("--new=").err()).contains("a job cannot be called ''");
    assertThat(check("--jobs", "in:inbox").exitCode()).isEqualTo(64);
    assertThat(check("--forget", "job", "--watch").exitCode()).isEqualTo(64);
    assertThat(check("--exec", "/nowhere/program").exitCode()).isEqualTo(66);
    assertThat(icloud.imap().connections()).isZero();
  }

  @Test
  void aCommandIsRunForEachWithItsWordsInItsEnvironmentAndItsJsonOnItsInput() throws Exception {
    check("--new=job", "in:inbox");
    deliver("INBOX", "one; touch $HOME 'x'");
    deliver("INBOX", "two");
    Path seen = directory.resolve("seen");

    CliRun run =
        check(
            "--new=job",
            "in:inbox",
            "--exec",
            "/bin/sh",
            "-c",
            "{ echo \"$ICLOUD_MAIL_REF|$ICLOUD_MAIL_FROM|$ICLOUD_MAIL_SUBJECT\"; cat; } >> \"$0\"",
            seen.toString());

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).isEmpty();
    List<String> lines = Files.readAllLines(seen);
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0))
        .isEqualTo("INBOX/1451405933/2272|Ada <ada@example.com>|one; touch $HOME 'x'");
    assertThat(Schema.problems("envelope", Schema.parse(lines.get(1)))).isEmpty();
    assertThat(lines.get(2)).endsWith("|two");
    assertThat(check("--new=job", "in:inbox").exitCode()).isEqualTo(1);
  }

  /** Whoever is killed then tells no message twice. */
  @Test
  void beforeTheNextCommandRunsItIsNotedThatTheOneBeforeItWasTold() throws Exception {
    check("--new=job", "in:inbox");
    deliver("INBOX", "one");
    deliver("INBOX", "two");
    Path job = directory.resolve("icloud-mail/jobs/job");
    Path seen = directory.resolve("seen");

    check(
        "--new=job",
        "in:inbox",
        "--exec",
        "/bin/sh",
        "-c",
        "echo \"$ICLOUD_MAIL_SUBJECT: $(grep -c known \"$1\")\" >> \"$0\"",
        seen.toString(),
        job.toString());

    assertThat(Files.readAllLines(seen)).containsExactly("one: 0", "two: 1");
  }

  @Test
  void aMessageWhoseCommandFailsIsOfferedAgainAfterPausesThatGrow() throws Exception {
    check("--new=job", "in:inbox");
    deliver("INBOX", "one");
    deliver("INBOX", "two");
    Path seen = directory.resolve("seen");
    String script = "echo \"$ICLOUD_MAIL_SUBJECT\" >> \"$0\"; test \"$ICLOUD_MAIL_SUBJECT\" = two";
    String[] words = {"--new=job", "in:inbox", "--exec", "/bin/sh", "-c", script, seen.toString()};

    CliRun first = check(words);
    assertThat(first.exitCode()).as(first.toString()).isEqualTo(75);
    assertThat(first.err())
        .contains(
            "INBOX/1451405933/2272 will be offered again: the command ended with exit code 1");
    assertThat(Files.readAllLines(seen)).containsExactly("one", "two");

    // a minute later, then two, four, ...
    assertThat(check(words).exitCode()).isEqualTo(75);
    CliRun early = check(words);
    assertThat(early.exitCode()).as(early.toString()).isEqualTo(1);
    assertThat(check(words).exitCode()).isEqualTo(75);
    assertThat(Files.readAllLines(seen)).containsExactly("one", "two", "one", "one");

    now = now.plus(Duration.ofHours(2));
    CliRun mended = check("--new=job", "in:inbox", "--exec", "true");
    assertThat(mended.exitCode()).as(mended.toString()).isZero();
    assertThat(check("--new=job", "in:inbox").exitCode()).isEqualTo(1);
  }

  @Test
  void aCommandThatDoesNotEndIsEnded() {
    check("--new=job", "in:inbox");
    deliver("INBOX", "one");

    CliRun run = check("--new=job", "in:inbox", "--exec-timeout", "1s", "--exec", "sleep", "1000");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(75);
    assertThat(run.err()).contains("the command did not end within 1 s");
  }

  @Test
  void aStrangersSubjectOfAnyLengthKeepsNoCommandFromBeingRun() {
    check("--new=job", "in:inbox");
    deliver("INBOX", "x".repeat(200_000));

    CliRun run =
        check(
            "--new=job",
            "in:inbox",
            "--exec",
            "/bin/sh",
            "-c",
            "test ${#ICLOUD_MAIL_SUBJECT} -lt 2100 && test $(wc -c) -gt 200000");

    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  @Test
  void afterTheSignalThatEndsACommandNoOtherIsBegun() throws Exception {
    check("--new=job", "in:inbox");
    deliver("INBOX", "one");
    deliver("INBOX", "two");
    Path seen = directory.resolve("seen");
    Path begun = directory.resolve("begun");
    ProgramRun.shell(directory, Map.of(), "", "/usr/bin/mkfifo begun");
    String script = "echo $ICLOUD_MAIL_SUBJECT >> \"$0\"; echo > \"$1\"; exec sleep 1000";

    try (LiveRun run =
        icloud
            .setting(directory)
            .start(
                "check",
                "--new=job",
                "in:inbox",
                "--exec",
                "/bin/sh",
                "-c",
                script,
                seen.toString(),
                begun.toString())) {
      assertThat(Files.readString(begun)).isEqualTo("\n");
      assertThat(run.err()).doesNotContain("offered again");
    }

    assertThat(Files.readAllLines(seen)).containsExactly("one");
  }

  @Test
  void aCommandThatReadsNothingIsNoFailure() {
    check("--new=job", "in:inbox");
    deliver("INBOX", "x".repeat(900));

    assertThat(check("--new=job", "in:inbox", "--exec", "true").exitCode()).isZero();
  }
}

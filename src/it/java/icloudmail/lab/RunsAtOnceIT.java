package icloudmail.lab;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.testkit.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several runs of the packaged program over one outbox at the same time. */
class RunsAtOnceIT {
  private static final int MESSAGES = 20;
  private static final Pattern SUBJECT = Pattern.compile("(?m)^Subject: (.*?)\\r?$");

  @TempDir static Path home;

  private static Lab lab;

  @BeforeAll
  static void up() {
    lab = Lab.up(home);
  }

  @AfterAll
  static void down() {
    lab.close();
  }

  @Test
  void eachMessageIsSentByOneOfThem() throws IOException {
    Map<String, String> offline = new HashMap<>(lab.environment());
    offline.computeIfPresent(
        "ICLOUD_MAIL_LOCAL_SERVERS",
        (name, servers) -> servers.replaceFirst("smtp=\\d+", "smtp=1"));
    List<String> subjects = IntStream.range(0, MESSAGES).mapToObj(i -> "queued-" + i).toList();
    for (String subject : subjects) {
      ProgramRun run =
          lab.mail(offline, "send", "--queue", "-s", subject, "-m", "precious", Lab.ALICE);
      assertThat(run.exitCode()).as(run.toString()).isZero();
    }

    var runs =
        Stream.of(
                List.of("outbox", "--flush"),
                List.of("outbox", "--flush"),
                List.of("send", "--queue", "-s", "direct", "-m", "precious", Lab.ALICE))
            .map(
                arguments ->
                    CompletableFuture.supplyAsync(() -> lab.mail(arguments.toArray(String[]::new))))
            .toList();
    List<ProgramRun> ended = runs.stream().map(CompletableFuture::join).toList();

    assertThat(ended.subList(0, 2)).extracting(ProgramRun::exitCode).containsAnyOf(0, 75);
    assertThat(ended.subList(0, 2)).allMatch(run -> run.exitCode() == 0 || run.exitCode() == 75);
    assertThat(ended.get(2).exitCode()).as(ended.get(2).toString()).isZero();
    ProgramRun last = lab.mail("outbox", "--flush");
    assertThat(last.exitCode()).as(last.toString()).isZero();
    ProgramRun left = lab.mail("outbox", "--jsonl");
    assertThat(left).isEqualTo(new ProgramRun(0, "", ""));
    List<String> all = new ArrayList<>(subjects);
    all.add("direct");
    awaited(all.size());
    assertThat(sorted("inbox")).containsExactlyInAnyOrderElementsOf(all);
    assertThat(sorted("folders/Sent Messages")).containsExactlyInAnyOrderElementsOf(all);
  }

  /** Postfix delivers within a second, and is asked until then. */
  private static void awaited(int messages) {
    ProgramRun count = lab.mail("check", "--count", "subject:e");
    for (int attempt = 0; attempt < 30 && !count.out().equals(messages + "\n"); attempt++) {
      count = lab.mail("check", "--count", "subject:e");
    }
  }

  private static List<String> sorted(String folder) throws IOException {
    List<String> subjects = new ArrayList<>();
    for (String part : List.of("new", "cur")) {
      Path directory = lab.directory().resolve("mail/alice").resolve(folder).resolve(part);
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.toList()) {
          var subject = SUBJECT.matcher(Files.readString(file));
          subjects.add(subject.find() ? subject.group(1) : "none");
        }
      }
    }
    return subjects;
  }
}

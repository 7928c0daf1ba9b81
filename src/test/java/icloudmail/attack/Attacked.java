package icloudmail.attack;

import icloudmail.testkit.MailServers;
import java.util.List;

/**
 * A command line to be attacked: a row of the matrix.
 *
 * @param effect what it changes, which decides what must hold after a fault
 * @param line its words; {@code DIRECTORY} stands for a directory of its own
 * @param stdin what it reads
 */
record Attacked(Effect effect, String line, String stdin) {
  /** What a command changes. */
  enum Effect {
    /** Nothing: after a fault all is as before, and the same command works. */
    NONE,
    /** Messages on the server: each is still there once, and the same command completes it. */
    MESSAGES,
    /** A message goes out: once in the end, however often the outbox is flushed. */
    SENDS,
    /** A draft is filed. */
    DRAFTS,
    /** What is new is told: all of it in the end. */
    TELLS,
    /** Files are written: in the end as if nothing had happened. */
    FILES,
    /** The account is set up. */
    SETS_UP
  }

  private static final String TEXT = "precious\n";
  private static final String WHOLE = "To: bob@example.com\nSubject: Hi\n\n" + TEXT;

  /** Adds its standard input to a file. */
  private static final String APPEND = "dd of=DIRECTORY/told oflag=append conv=notrunc status=none";

  static final List<Attacked> ALL =
      List.of(
          reads("list"),
          reads("list --json -n 2 subject:one"),
          reads("list in:any text:attached"),
          reads("list has:attachment"),
          reads("check"),
          reads("check --count from:ada@example.com subject:one"),
          reads("check --count not subject:Übung"),
          new Attacked(Effect.TELLS, "check --new=job", ""),
          new Attacked(Effect.TELLS, "check --new=job has:attachment", ""),
          new Attacked(Effect.TELLS, "check --new=job --exec " + APPEND, ""),
          new Attacked(Effect.TELLS, "check --new=job --wait 30s", ""),
          new Attacked(Effect.TELLS, "check --new=job --watch -v", ""),
          reads("fetch 2272"),
          reads("fetch --as raw 2273"),
          reads("fetch --part 1 -o - 2274"),
          reads("list --snippet"),
          reads("list --threads --count subject:one"),
          reads("folders"),
          reads("doctor --jsonl"),
          new Attacked(Effect.FILES, "fetch --as attachments -o DIRECTORY 2274", ""),
          new Attacked(Effect.FILES, "fetch --as eml -o DIRECTORY --new 2272:2274", ""),
          new Attacked(Effect.FILES, "fetch --as maildir -o DIRECTORY --new in:any", ""),
          new Attacked(Effect.FILES, "fetch --as mbox -o DIRECTORY --new in:INBOX", ""),
          new Attacked(Effect.FILES, "fetch --part *.csv -o DIRECTORY 2274", ""),
          new Attacked(Effect.FILES, "fetch --as maildir -o DIRECTORY --verify in:INBOX", ""),
          new Attacked(Effect.FILES, "fetch --as mbox -o DIRECTORY --new --verify in:INBOX", ""),
          new Attacked(Effect.MESSAGES, "fetch --seen 2272", ""),
          new Attacked(Effect.MESSAGES, "mark --read --flag 2272:2273", ""),
          new Attacked(Effect.MESSAGES, "move 2272:2273 archive", ""),
          new Attacked(Effect.MESSAGES, "move 2273 --forever --yes", ""),
          new Attacked(Effect.SENDS, "send -s Hi bob@example.com", TEXT),
          new Attacked(Effect.SENDS, "send --queue -s Hi jo@icloud.com bob@example.com", TEXT),
          new Attacked(Effect.SENDS, "send --reply 2272", TEXT),
          new Attacked(Effect.SENDS, "send --forward 2274 bob@example.com", TEXT),
          new Attacked(Effect.SENDS, "send --once=KEY -s Hi bob@example.com", TEXT),
          new Attacked(Effect.SENDS, "sendmail -i -t", WHOLE),
          new Attacked(Effect.SENDS, "outbox --flush", ""),
          new Attacked(Effect.SENDS, "outbox --flush FAILED", ""),
          new Attacked(Effect.SENDS, "outbox --flush UNKNOWN", ""),
          new Attacked(Effect.DRAFTS, "send --draft -s Hi bob@example.com", TEXT),
          new Attacked(
              Effect.SETS_UP,
              "setup --email " + MailServers.LOGIN + " --password-stdin",
              MailServers.PASSWORD + "\n"));

  private static Attacked reads(String line) {
    return new Attacked(Effect.NONE, line, "");
  }

  /** Whether it tells what it finds, each in a row of the answer, and not in an error. */
  boolean isExamination() {
    return line.startsWith("doctor") || effect == Effect.SETS_UP;
  }

  /** Whether it is told to a job. */
  boolean isOfJob() {
    return line.startsWith("check --new");
  }

  /** Whether it waits for a message that is not there yet. */
  boolean waits() {
    return goesOn() || line.contains("--wait");
  }

  /** Whether it is the user who ends it. */
  boolean goesOn() {
    return line.contains("--watch");
  }

  /** Whether it is a line of the second entry point, the time-out of which is fixed. */
  boolean isSendmail() {
    return line.startsWith("sendmail");
  }

  /** What looks once, and does not wait. */
  Attacked once() {
    return new Attacked(effect, line.replaceAll(" --watch -v| --wait \\w+", ""), stdin);
  }

  /**
   * @param timeout how long an answer is waited for; sendmail has no such option
   */
  String[] words(String directory, String timeout) {
    String all = isSendmail() ? line : line.replaceFirst(" |$", " --timeout " + timeout + " ");
    return all.strip().replace("DIRECTORY", directory).split(" ", -1);
  }

  @Override
  public String toString() {
    return line;
  }
}

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
          reads("fetch 2272"),
          reads("fetch --as raw 2273"),
          reads("folders"),
          reads("doctor --jsonl"),
          new Attacked(Effect.FILES, "fetch --as attachments -o DIRECTORY 2274", ""),
          new Attacked(Effect.FILES, "fetch --as eml -o DIRECTORY --new 2272:2274", ""),
          new Attacked(Effect.FILES, "fetch --as maildir -o DIRECTORY --new in:any", ""),
          new Attacked(Effect.FILES, "fetch --as mbox -o DIRECTORY --new in:INBOX", ""),
          new Attacked(Effect.MESSAGES, "mark --read --flag 2272:2273", ""),
          new Attacked(Effect.MESSAGES, "move 2272:2273 archive", ""),
          new Attacked(Effect.MESSAGES, "move 2273 --forever --yes", ""),
          new Attacked(Effect.SENDS, "send -s Hi bob@example.com", TEXT),
          new Attacked(Effect.SENDS, "send --queue -s Hi jo@icloud.com bob@example.com", TEXT),
          new Attacked(Effect.SENDS, "send --reply 2272", TEXT),
          new Attacked(Effect.SENDS, "send --forward 2274 bob@example.com", TEXT),
          new Attacked(Effect.SENDS, "outbox --flush", ""),
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

  /**
   * @param timeout how long an answer is waited for
   */
  String[] words(String directory, String timeout) {
    return (line + " --timeout " + timeout).replace("DIRECTORY", directory).split(" ", -1);
  }

  @Override
  public String toString() {
    return line;
  }
}

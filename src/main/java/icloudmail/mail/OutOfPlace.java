package icloudmail.mail;

import jakarta.mail.MessagingException;
import java.util.List;

/** A reply that is none to the command before it, as where replies are out of step. */
final class OutOfPlace extends MessagingException {
  private static final long serialVersionUID = 1L;

  /** What is asked by name; the other lines of a login are secret. */
  private static final List<String> VERBS =
      List.of("EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA");

  private final String command;
  private final String reply;

  /**
   * @param command its verb
   * @param reply in one line
   */
  OutOfPlace(String command, String reply) {
    super(reply);
    this.command = command;
    this.reply = reply;
  }

  /** The verb of a command; of a line that is none, that of the command it belongs to. */
  static String verb(String line, String before) {
    for (String verb : VERBS) {
      if (line.startsWith(verb)) {
        return verb;
      }
    }
    return before;
  }

  /**
   * The failure, or what it is where the server said yes, but not to what was asked.
   *
   * @param last the last reply
   */
  static MessagingException or(MessagingException failure, String verb, SmtpReply last) {
    boolean odd = last.code() > 0 && !last.negative() && !verb.isEmpty();
    return odd && Failures.reason(failure).equals(last.text())
        ? new OutOfPlace(verb, last.text())
        : failure;
  }

  String command() {
    return command;
  }

  String reply() {
    return reply;
  }
}

package icloudmail.cli;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.service.Confirmation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Asks at a terminal before messages are removed for good. */
final class Question implements Confirmation {
  private final Surroundings surroundings;
  private final boolean answered;

  /**
   * @param answered whether the user has said yes already
   * @throws MailException of kind USAGE where nobody is there to ask
   */
  Question(Surroundings surroundings, boolean answered) throws MailException {
    if (!answered && !(surroundings.terminal().in() && surroundings.terminal().err())) {
      throw new MailException(
          Kind.USAGE,
          "nobody is there to ask whether messages may be removed for good",
          "Say --yes. Nothing was changed.");
    }
    this.surroundings = surroundings;
    this.answered = answered;
  }

  @Override
  public void ask(long messages) throws MailException {
    if (answered) {
      return;
    }
    surroundings.err().print("Remove " + count(messages) + " for good? [y/N] ");
    surroundings.err().flush();
    if (!isYes(line())) {
      throw new MailException(Kind.NOT_FOUND, "nothing was removed");
    }
  }

  private static String count(long messages) {
    return messages == 1 ? "1 message" : messages + " messages";
  }

  private static boolean isYes(String line) {
    String word = line.strip().toLowerCase(Locale.ROOT);
    return word.equals("y") || word.equals("yes");
  }

  private String line() throws MailException {
    var reader =
        new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8));
    try {
      String line = reader.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new MailException(Kind.IO, "cannot read the answer: " + e.getMessage(), null, e);
    }
  }
}

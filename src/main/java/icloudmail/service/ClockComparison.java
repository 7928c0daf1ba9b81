package icloudmail.service;

import icloudmail.mail.OpenFolder;
import icloudmail.model.Envelope;
import icloudmail.model.Finding;
import icloudmail.model.MailException;
import java.time.Clock;
import java.time.Duration;

/**
 * Compares this machine's clock with the server's. IMAP tells no time, but how old a message is
 * depends on it: the server is asked whether one is younger than it is by our clock (RFC 5032).
 */
final class ClockComparison {
  private static final String CHECK = "clock";
  private static final String RIGHT_TIME =
      "Set the clock of this machine right: certificates and dates depend on it.";

  /** Clocks differ, and an answer takes its time. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final Clock clock;

  ClockComparison(Clock clock) {
    this.clock = clock;
  }

  /**
   * By one message.
   *
   * @param searches whether the server can be asked; else only a message from the future tells
   */
  Finding of(OpenFolder folder, Envelope message, boolean searches) {
    try {
      return compared(folder, message, searches);
    } catch (MailException e) {
      // nothing but this depends on it
      return Finding.warning(
          CHECK, "cannot be compared with the server's: " + e.getMessage(), RIGHT_TIME);
    }
  }

  private Finding compared(OpenFolder folder, Envelope message, boolean searches)
      throws MailException {
    if (message.received() == null) {
      return unknown("the server does not tell when a message has arrived");
    }
    Duration age = Duration.between(message.received(), clock.instant());
    Duration most = age.plus(SKEW);
    long uid = message.reference().uid();
    if (most.toSeconds() < 1) {
      return wrong(
          "behind", "a message has arrived " + age.abs().toMinutes() + " minutes from now");
    }
    if (!searches) {
      return Finding.ok(CHECK, "not behind the server's; whether it is ahead cannot be told");
    }
    if (!folder.isYounger(uid, most)) {
      return wrong("behind", "by more than 5 minutes");
    }
    Duration least = age.minus(SKEW);
    // who has just got a message cannot be ahead of it by more
    return least.toSeconds() > 0 && folder.isYounger(uid, least)
        ? wrong("ahead of", "by more than 5 minutes")
        : Finding.ok(CHECK, "as the server's, within 5 minutes");
  }

  /** Where there is no message to tell by. */
  static Finding unknown(String why) {
    return Finding.ok(CHECK, "not compared with the server's: " + why);
  }

  private static Finding wrong(String side, String how) {
    return Finding.warning(
        CHECK, "this machine's is " + side + " the server's: " + how, RIGHT_TIME);
  }
}

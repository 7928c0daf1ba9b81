package icloudmail.testkit.icloud;

/** What the double does not do; the text is the tagged reply without its tag. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  Refused(String reply) {
    super(reply);
  }

  /** What Apple says to anything its parser dislikes. */
  static Refused parseError() {
    return new Refused("BAD Parse Error (took 0 ms)");
  }

  static Refused noSuchFolder() {
    return new Refused("NO [NONEXISTENT] Mailbox does not exist (took 1 ms)");
  }

  static Refused unavailable() {
    return new Refused("NO [UNAVAILABLE] Service temporarily unavailable");
  }

  String reply() {
    return getMessage();
  }
}

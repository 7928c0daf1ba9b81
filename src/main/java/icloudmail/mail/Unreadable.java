package icloudmail.mail;

import org.eclipse.angus.mail.iap.ProtocolException;

/** An answer that the library cannot parse: it fails over it as if the program were wrong. */
final class Unreadable {
  private static final String LIBRARY = "org.eclipse.angus.";

  private Unreadable() {}

  /**
   * What a failure of the library says of the server.
   *
   * @throws RuntimeException the failure itself, where it is one of ours
   */
  static ProtocolException of(RuntimeException failure) {
    for (StackTraceElement frame : failure.getStackTrace()) {
      String thrower = frame.getClassName();
      if (thrower.startsWith(LIBRARY)) {
        return new ProtocolException("its answer cannot be read", failure);
      }
      if (!thrower.startsWith("java.") && !thrower.startsWith("jdk.")) {
        break;
      }
    }
    throw failure;
  }
}

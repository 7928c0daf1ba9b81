package icloudmail.mail;

import java.util.List;
import org.eclipse.angus.mail.iap.ProtocolException;

/** An answer that the library cannot parse: it fails over it as if the program were wrong. */
final class Unreadable {
  private static final List<String> LIBRARY = List.of("org.eclipse.angus.", "jakarta.mail.");

  /** What the library calls may be the JDK's own code, of any of these. */
  private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  private Unreadable() {}

  /**
   * What a failure of the library says of the server. One without a trace is the library's, too: it
   * was thrown so often that the JVM has stopped to note where, as only parsing is.
   *
   * @throws RuntimeException the failure itself, where it is one of ours
   */
  static ProtocolException of(RuntimeException failure) {
    for (StackTraceElement frame : failure.getStackTrace()) {
      String thrower = frame.getClassName();
      if (LIBRARY.stream().anyMatch(thrower::startsWith)) {
        break;
      }
      if (JDK.stream().noneMatch(thrower::startsWith)) {
        throw failure;
      }
    }
    return new ProtocolException("its answer cannot be read", failure);
  }
}

package icloudmail;

import icloudmail.render.DisplayText;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Prints warnings and errors, nothing else, and starts no logging framework for it. */
final class WarningLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1L;

  private final transient PrintWriter err;

  WarningLogger(PrintWriter err) {
    this.name = "icloud-mail";
    this.err = err;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String message,
      Object @Nullable [] arguments,
      @Nullable Throwable cause) {
    String text = MessageFormatter.basicArrayFormat(message, arguments);
    err.print("icloud-mail: warning: " + DisplayText.line(text) + "\n");
    err.flush();
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return false;
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public boolean isErrorEnabled() {
    return true;
  }
}

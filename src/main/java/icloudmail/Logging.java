package icloudmail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import icloudmail.render.DisplayText;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;

/**
 * The program's logger. Without {@code -v} it is a few lines that print warnings; with it, Logback,
 * set up in code and only then loaded, since XML and Logback itself cost a felt part of the start.
 */
final class Logging {
  private static final Level[] LEVELS = {Level.INFO, Level.DEBUG, Level.TRACE};

  private Logging() {}

  /**
   * A logger that writes to {@code err}.
   *
   * @param verbosity how many {@code -v} there were
   */
  static Logger logger(int verbosity, PrintWriter err) {
    return verbosity == 0 ? new WarningLogger(err) : verbose(verbosity, err);
  }

  private static Logger verbose(int verbosity, PrintWriter err) {
    LoggerContext context = new LoggerContext();
    // a context that SLF4J did not make has none, and can append nothing without
    context.setMDCAdapter(new LogbackMDCAdapter());
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setPattern("icloud-mail: %msg%n");
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(new Utf8(err));
    appender.start();
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    root.setLevel(LEVELS[Math.min(verbosity, LEVELS.length) - 1]);
    return context.getLogger("icloud-mail");
  }

  /** Hands whole encoded events to a writer. */
  private static final class Utf8 extends OutputStream {
    private final PrintWriter err;

    private Utf8(PrintWriter err) {
      this.err = err;
    }

    @Override
    public void write(int octet) {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) {
      err.print(DisplayText.lines(new String(bytes, start, length, StandardCharsets.UTF_8)));
      err.flush();
    }
  }
}

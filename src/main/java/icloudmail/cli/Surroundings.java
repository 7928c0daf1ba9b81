package icloudmail.cli;

import icloudmail.config.Environment;
import icloudmail.model.Pause;
import icloudmail.model.Ticker;
import icloudmail.render.ErrorOutput;
import icloudmail.render.Terminal;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.time.Clock;

/**
 * All that a run sees of the process: made by {@code main}, faked by tests.
 *
 * @param in standard input
 * @param stdout standard output as bytes
 * @param out the same as UTF-8 text
 * @param err standard error as UTF-8 text
 * @param clock the time, and the user's zone
 * @param pause waits before a server is asked again
 * @param ticker the time of whoever waits for mail, and the wish that the program stops
 */
public record Surroundings(
    InputStream in,
    OutputStream stdout,
    PrintWriter out,
    ErrorOutput err,
    Terminal terminal,
    Clock clock,
    Pause pause,
    Ticker ticker,
    Environment environment) {}

package icloudmail.cli;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the servers are to be spoken to.
 *
 * @param timeout longest wait for each answer of a server
 * @param verbosity how many {@code -v} there were
 * @param trace file for the wire, or null
 */
public record WireOptions(Duration timeout, int verbosity, @Nullable Path trace) {}

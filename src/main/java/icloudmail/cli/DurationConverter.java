package icloudmail.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration as it is typed: a whole number and s, m (minutes), h, d, w or y (365 days). */
final class DurationConverter implements ITypeConverter<Duration> {
  /** Longer than anybody waits, and short enough to be counted in nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private static final Pattern FORM = Pattern.compile("(\\d{1,6})([smhdwy])");

  @Override
  public Duration convert(String typed) {
    Optional<Duration> duration = parse(typed);
    if (duration.isEmpty() || duration.get().isZero()) {
      throw new TypeConversionException("'" + typed + "' is not a duration such as 30s or 5m");
    }
    return duration.get().compareTo(LONGEST) > 0 ? LONGEST : duration.get();
  }

  /** The duration, or empty where {@code typed} is none. */
  static Optional<Duration> parse(String typed) {
    Matcher form = FORM.matcher(typed);
    if (!form.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(form.group(1));
    return Optional.of(
        switch (form.group(2)) {
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          case "d" -> Duration.ofDays(amount);
          case "w" -> Duration.ofDays(7 * amount);
          default -> Duration.ofDays(365 * amount);
        });
  }
}

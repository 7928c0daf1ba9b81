package icloudmail.testkit.icloud;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A set of message numbers or UIDs as commands write it, {@code 1:3,7,9:*}. */
final class NumberSet {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,10}|\\*)(:(\\d{1,10}|\\*))?(,(\\d{1,10}|\\*)(:(\\d{1,10}|\\*))?)*");
  private static final Pattern COMMA = Pattern.compile(",");

  private static final long HIGHEST = -1;

  private final List<Range> ranges;

  private record Range(long one, long other) {
    boolean has(long number, long highest) {
      long from = one == HIGHEST ? highest : one;
      long to = other == HIGHEST ? highest : other;
      return number >= Math.min(from, to) && number <= Math.max(from, to);
    }
  }

  private NumberSet(List<Range> ranges) {
    this.ranges = ranges;
  }

  static boolean looksLike(String text) {
    return FORM.matcher(text).matches();
  }

  static NumberSet parse(String text) throws Refused {
    if (!looksLike(text)) {
      throw Refused.parseError();
    }
    return new NumberSet(COMMA.splitAsStream(text).map(NumberSet::range).toList());
  }

  /** Whether it has {@code number}, where {@code *} is {@code highest}. */
  boolean has(long number, long highest) {
    return ranges.stream().anyMatch(range -> range.has(number, highest));
  }

  /** Ascending numbers in their shortest form. */
  static String write(List<Long> numbers) {
    List<String> ranges = new ArrayList<>();
    for (int from = 0, to; from < numbers.size(); from = to + 1) {
      to = from;
      while (to + 1 < numbers.size() && numbers.get(to + 1) == numbers.get(to) + 1) {
        to++;
      }
      ranges.add(numbers.get(from) + (to > from ? ":" + numbers.get(to) : ""));
    }
    return String.join(",", ranges);
  }

  private static Range range(String text) {
    int colon = text.indexOf(':');
    return new Range(
        number(colon < 0 ? text : text.substring(0, colon)), number(text.substring(colon + 1)));
  }

  private static long number(String text) {
    return text.equals("*") ? HIGHEST : Long.parseLong(text);
  }
}

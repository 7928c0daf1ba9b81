package icloudmail.render;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern for whole names, upper and lower case being the same: {@code *} is any letters, {@code
 * ?} one, {@code [a-z]} one of these, {@code [!a-z]} one of the others. A name is gone through at
 * most once for each letter of the pattern, since a stranger chooses it.
 */
final class Glob {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;

  /** No file system takes as long a name; of a longer one the start and the end are looked at. */
  private static final int MOST_READ = 10_000;

  private final List<Step> steps;

  /**
   * A letter of the pattern.
   *
   * @param any whether it stands for any letters, and not for one
   */
  private record Step(boolean any, IntPredicate letter) {}

  private Glob(List<Step> steps) {
    this.steps = steps;
  }

  /**
   * Reads one.
   *
   * @throws PatternSyntaxException where a set in it makes no sense, such as {@code [z-a]}
   */
  static Glob of(String typed) {
    String glob = composed(typed);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < glob.length(); i += Character.charCount(glob.codePointAt(i))) {
      int letter = glob.codePointAt(i);
      int end = letter == '[' ? glob.indexOf(']', i + 2) : -1;
      if (end > 0) {
        steps.add(new Step(false, oneOf(glob.substring(i + 1, end))));
        i = end;
      } else if (letter == '*' || letter == '?') {
        steps.add(new Step(letter == '*', other -> true));
      } else {
        int folded = folded(letter);
        steps.add(new Step(false, other -> folded(other) == folded));
      }
    }
    return new Glob(List.copyOf(steps));
  }

  /** Whether it is the pattern of all of {@code name}. */
  boolean matches(String name) {
    int[] letters = composed(bounded(name)).codePoints().toArray();
    int step = 0;
    int at = 0;
    // the last * passed, and where the letters begin that it does not stand for. No earlier * has
    // to stand for more: what follows it has been met as early as it can be
    int star = -1;
    int behind = 0;
    while (at < letters.length) {
      if (step < steps.size() && steps.get(step).any()) {
        star = step++;
        behind = at;
      } else if (step < steps.size() && steps.get(step).letter().test(letters[at])) {
        step++;
        at++;
      } else if (star >= 0) {
        step = star + 1;
        at = ++behind;
      } else {
        return false;
      }
    }
    while (step < steps.size() && steps.get(step).any()) {
      step++;
    }
    return step == steps.size();
  }

  private static IntPredicate oneOf(String typed) {
    String set = typed.replaceAll("[\\\\\\[&^]", "\\\\$0");
    String negated = set.startsWith("!") ? "^" + set.substring(1) : set;
    Pattern pattern = Pattern.compile("[" + negated + "]", FLAGS);
    return letter -> pattern.matcher(Character.toString(letter)).matches();
  }

  private static int folded(int letter) {
    return Character.toLowerCase(Character.toUpperCase(letter));
  }

  private static String bounded(String name) {
    int half = MOST_READ / 2;
    return name.length() <= MOST_READ
        ? name
        : name.substring(0, half) + name.substring(name.length() - half);
  }

  /** Names from a Mac have their accents apart, what is typed has not. */
  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}

package icloudmail.testkit.icloud;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Flags as commands name them, and what STORE does with them. */
final class Flags {
  private static final List<String> SYSTEM =
      List.of("\\Answered", "\\Flagged", "\\Draft", "\\Deleted", "\\Seen");

  private Flags() {}

  /**
   * What STORE does.
   *
   * @param sign {@code '+'}, {@code '-'}, or another for flags that replace all others
   */
  record Change(char sign, boolean silent, Set<String> flags) {
    Set<String> apply(Set<String> old) {
      Set<String> now = new LinkedHashSet<>(sign == '+' || sign == '-' ? old : Set.of());
      if (sign == '-') {
        now.removeAll(flags);
      } else {
        now.addAll(flags);
      }
      return now;
    }
  }

  static Change change(String item, List<String> flags) throws Refused {
    boolean silent = item.endsWith(".SILENT");
    String form = silent ? item.substring(0, item.length() - ".SILENT".length()) : item;
    if (!List.of("FLAGS", "+FLAGS", "-FLAGS").contains(form)) {
      throw Refused.parseError();
    }
    return new Change(form.charAt(0), silent, named(flags));
  }

  /** System flags in the case that Apple writes; all but {@code \Recent}, which nobody sets. */
  static Set<String> named(List<String> flags) {
    Set<String> named = new LinkedHashSet<>();
    for (String flag : flags) {
      if (!flag.equalsIgnoreCase("\\Recent")) {
        named.add(SYSTEM.stream().filter(flag::equalsIgnoreCase).findFirst().orElse(flag));
      }
    }
    return named;
  }
}

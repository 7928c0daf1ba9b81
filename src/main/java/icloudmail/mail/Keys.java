package icloudmail.mail;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.iap.Argument;

/**
 * Search keys (RFC 3501 section 6.4.4) that all must hold.
 *
 * @param nothing whether nothing can meet them
 * @param exact whether what they find needs no check
 * @param all the keys; none means everything
 */
record Keys(boolean nothing, boolean exact, List<Argument> all) {
  /** Left to the check of the envelope. */
  static final Keys UNTOLD = new Keys(false, false, List.of());

  static final Keys NOTHING = new Keys(true, true, List.of());

  static Keys exactly(Argument key) {
    return new Keys(false, true, List.of(key));
  }

  static Keys atLeast(Argument key) {
    return new Keys(false, false, List.of(key));
  }

  boolean everything() {
    return !nothing && all.isEmpty();
  }

  /** What each of the parts finds. */
  static Keys all(List<Keys> parts) {
    List<Argument> all = new ArrayList<>();
    boolean exact = true;
    for (Keys part : parts) {
      if (part.nothing) {
        return NOTHING;
      }
      exact &= part.exact;
      all.addAll(part.all);
    }
    return new Keys(false, exact, all);
  }

  /** What any of the parts finds. */
  static Keys any(List<Keys> parts) {
    Argument any = null;
    boolean exact = true;
    for (Keys part : parts) {
      if (part.everything()) {
        return part;
      }
      exact &= part.exact;
      if (!part.nothing) {
        Argument one = one(part.all);
        any = any == null ? one : or(any, one);
      }
    }
    return any == null ? NOTHING : new Keys(false, exact, List.of(any));
  }

  /** One search key: several stand in parentheses. */
  private static Argument one(List<Argument> keys) {
    if (keys.size() == 1) {
      return keys.get(0);
    }
    Argument list = new Argument();
    keys.forEach(list::append);
    return new Argument().writeArgument(list);
  }

  private static Argument or(Argument left, Argument right) {
    return new Argument().writeAtom("OR").append(left).append(right);
  }
}

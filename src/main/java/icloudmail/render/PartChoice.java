package icloudmail.render;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Which attachments of a message are meant: all, or those with these numbers or names. */
public final class PartChoice {
  private static final Pattern NUMBER = Pattern.compile("0*([0-9]+)");

  private final List<String> words;
  private final List<Predicate<Part>> meant;

  private PartChoice(List<String> words, List<Predicate<Part>> meant) {
    this.words = words;
    this.meant = meant;
  }

  /**
   * The choice that {@code words} make; all where there is none.
   *
   * @param words each a number from 1, or a glob ({@code * ? [a-z] [!a-z]}) on the decoded name,
   *     upper and lower case being the same
   * @throws MailException of kind USAGE where a word can mean no part
   */
  public static PartChoice of(List<String> words) throws MailException {
    List<Predicate<Part>> meant = new ArrayList<>();
    for (String word : words) {
      meant.add(NUMBER.matcher(word).matches() ? number(word) : named(word));
    }
    return new PartChoice(List.copyOf(words), meant);
  }

  boolean isAll() {
    return meant.isEmpty();
  }

  boolean means(Part part) {
    return isAll() || meant.stream().anyMatch(word -> word.test(part));
  }

  /** As it was typed. */
  @Override
  public String toString() {
    return words.stream().map(word -> "--part '" + word + "'").collect(Collectors.joining(" "));
  }

  private static Predicate<Part> number(String word) throws MailException {
    String digits = NUMBER.matcher(word).replaceFirst("$1");
    if (digits.equals("0")) {
      throw new MailException(Kind.USAGE, "--part counts from 1, so there is no part " + word);
    }
    return part -> digits.equals(String.valueOf(part.number()));
  }

  private static Predicate<Part> named(String glob) throws MailException {
    try {
      Glob pattern = Glob.of(glob);
      return part -> pattern.matches(part.name() == null ? "" : part.name());
    } catch (PatternSyntaxException e) {
      throw new MailException(
          Kind.USAGE,
          "--part cannot read '" + glob + "': " + e.getDescription(),
          "It takes a number, or a name with * for any letters and ? for one.",
          e);
    }
  }
}

package icloudmail.cli;

import icloudmail.model.Condition;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Query;
import icloudmail.model.Reference;
import icloudmail.model.StrangersText;
import icloudmail.model.UidRange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words that name messages: UIDs, ranges, references, message-ids, and {@code -} for stdin. */
final class QueryNames {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,19})(?::(\\d{1,19}|\\*))?");
  private static final Pattern REFERENCE = Pattern.compile("(?s).+/\\d+/\\d+");
  private static final int MOST = 100_000;

  /** Characters of a line of standard input; a row of a list has some hundreds. */
  private static final int LONGEST = 1 << 20;

  /** Characters of such a line that are shown. */
  private static final int SHOWN = 200;

  private final InputStream stdin;
  private final Set<Reference> references = new LinkedHashSet<>();
  private @Nullable QueryWord uid;
  private @Nullable QueryWord reference;

  QueryNames(InputStream stdin) {
    this.stdin = stdin;
  }

  /** Whether {@code word} names messages. */
  static boolean names(QueryWord word) {
    return word.isMessageId()
        || RANGE.matcher(word.text()).matches()
        || word.is("-")
        || (!word.keyIsKnown() && REFERENCE.matcher(word.text()).matches());
  }

  /** All references of messages that are meant. */
  Set<Reference> references() {
    return references;
  }

  /** The last word that is a UID or a range, which says nothing of its folder; or null. */
  @Nullable QueryWord uid() {
    return uid;
  }

  /** The last word that brought references; or null. */
  @Nullable QueryWord reference() {
    return reference;
  }

  /**
   * Words that stand side by side name all their messages.
   *
   * @param meant whether these messages are meant, and not all but these
   */
  Condition condition(List<QueryWord> words, boolean meant) throws MailException {
    List<UidRange> uids = new ArrayList<>();
    Set<Reference> named = new LinkedHashSet<>();
    List<Condition> all = new ArrayList<>();
    boolean refers = false;
    for (QueryWord word : words) {
      Matcher range = RANGE.matcher(word.text());
      if (word.isMessageId()) {
        all.add(new Condition.HasMessageId(word.text()));
      } else if (range.matches()) {
        uids.add(uids(range, word));
        uid = word;
      } else {
        refers = true;
        reference = meant ? word : reference;
        named.addAll(word.is("-") ? piped() : Set.of(reference(word)));
      }
    }
    if (refers) {
      references.addAll(meant ? named : Set.of());
      all.add(new Condition.Named(named));
    }
    if (!uids.isEmpty()) {
      all.add(new Condition.HasUid(uids));
    }
    return all.size() == 1 ? all.get(0) : new Condition.Or(all);
  }

  private static Reference reference(QueryWord word) throws MailException {
    Optional<Reference> reference = Reference.parse(word.text());
    if (reference.isEmpty()) {
      throw word.wrong(
          "this is no reference FOLDER/UIDVALIDITY/UID",
          "Both numbers go from 1 to " + UidRange.MAX_UID + ".");
    }
    return canonical(reference.get());
  }

  private static Reference canonical(Reference reference) {
    return reference.folder().equalsIgnoreCase(Query.INBOX)
        ? new Reference(Query.INBOX, reference.uidValidity(), reference.uid())
        : reference;
  }

  /** One reference a line; what follows a tab, as in the rows of a list, is not looked at. */
  private Set<Reference> piped() throws MailException {
    Set<Reference> piped = new LinkedHashSet<>();
    try {
      var lines = new BufferedReader(new InputStreamReader(stdin, StandardCharsets.UTF_8));
      int number = 0;
      for (String line = line(lines); line != null; line = line(lines)) {
        number++;
        String first = line.split("\t", 2)[0].strip();
        if (!first.isEmpty()) {
          Optional<Reference> reference = Reference.parse(first);
          if (reference.isEmpty() || line.length() == LONGEST || piped.size() == MOST) {
            throw new MailException(
                Kind.USAGE,
                "line "
                    + number
                    + " of standard input is no reference: "
                    + StrangersText.atMost(SHOWN, first),
                "Each line begins with FOLDER/UIDVALIDITY/UID, "
                    + MOST
                    + " lines at most, as icloud-mail list prints them in a pipe.");
          }
          piped.add(canonical(reference.get()));
        }
      }
    } catch (IOException e) {
      throw new MailException(Kind.IO, "cannot read standard input: " + e.getMessage(), null, e);
    }
    return piped;
  }

  /** A line without its end, as much of it as a line may have; null where there is no more. */
  private static @Nullable String line(BufferedReader in) throws IOException {
    int c = in.read();
    if (c < 0) {
      return null;
    }
    StringBuilder line = new StringBuilder();
    for (; c >= 0 && c != '\n' && c != '\r' && line.length() < LONGEST; c = in.read()) {
      line.append((char) c);
    }
    if (c == '\r') {
      in.mark(1);
      if (in.read() != '\n') {
        in.reset();
      }
    }
    return line.toString();
  }

  private static UidRange uids(Matcher range, QueryWord word) throws MailException {
    String end = range.group(2);
    long first = number(range.group(1));
    long last = end == null ? first : end.equals("*") ? UidRange.MAX_UID : number(end);
    if (first < 1 || last < first || last > UidRange.MAX_UID) {
      throw word.wrong("UIDs go from 1 to " + UidRange.MAX_UID + ", the smaller first", null);
    }
    return new UidRange(first, last);
  }

  private static long number(String digits) {
    return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
  }
}

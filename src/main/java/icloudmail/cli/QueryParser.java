package icloudmail.cli;

import icloudmail.model.Condition;
import icloudmail.model.FolderRole;
import icloudmail.model.MailException;
import icloudmail.model.Query;
import icloudmail.model.Reference;
import icloudmail.model.Scope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the query language. Words side by side must all hold; {@code or} parts weaker than they
 * join, {@code not} binds to the next; {@code in:} stands for the whole query.
 */
final class QueryParser {
  private static final int DEEPEST = 50;
  private static final Scope INBOX = Scope.of(Query.INBOX);

  private final List<QueryWord> words;
  private final QueryTerm terms;
  private final QueryNames names;
  private final Set<String> folders = new LinkedHashSet<>();
  private final Set<FolderRole> roles = EnumSet.noneOf(FolderRole.class);
  private boolean any;
  private boolean said;
  private int negations;
  private int at;
  private int depth;

  private QueryParser(List<QueryWord> words, Surroundings surroundings) {
    this.words = words;
    this.terms = new QueryTerm(surroundings.clock());
    this.names = new QueryNames(surroundings.in());
  }

  /**
   * The query that {@code arguments} spell; {@code otherwise} where there are none.
   *
   * @param surroundings tell what {@code 7d} ago and {@code today} are reckoned from, and have the
   *     standard input that {@code -} reads
   * @throws MailException of kind USAGE, with a caret under the word that is wrong
   */
  static Query parse(List<String> arguments, Query otherwise, Surroundings surroundings)
      throws MailException {
    List<QueryWord> words = new ArrayList<>();
    for (String argument : arguments) {
      words.addAll(words(argument));
    }
    return words.isEmpty() ? otherwise : new QueryParser(words, surroundings).query();
  }

  /**
   * The words of an argument. One that has the form of a reference is one, whatever its folder's
   * name may hold, except where its words are words of the language, or are references themselves.
   */
  private static List<QueryWord> words(String argument) throws MailException {
    boolean quoted = argument.indexOf('"') != argument.lastIndexOf('"');
    if (quoted || Reference.parse(argument).isEmpty()) {
      return QueryWord.split(argument);
    }
    List<String> parts = List.of(argument.strip().split("\\s+", -1));
    boolean language = parts.stream().anyMatch(QueryParser::isOfLanguage);
    boolean references =
        parts.size() > 1 && parts.stream().allMatch(part -> Reference.parse(part).isPresent());
    return language || references
        ? QueryWord.split(argument)
        : List.of(new QueryWord(argument, 0, argument.length(), argument));
  }

  private static boolean isOfLanguage(String part) {
    QueryWord word = QueryWord.word(part, 0, part.length());
    return word.keyIsKnown() && !word.value().isEmpty();
  }

  private Query query() throws MailException {
    Condition condition = any();
    if (at < words.size()) {
      throw words.get(at).wrong("this parenthesis was never opened", null);
    }
    Scope scope = scope();
    QueryWord reference = names.reference();
    if (reference != null && !said && !isBound(condition) && !scope.equals(INBOX)) {
      throw reference.wrong(
          "this reference is of another folder than the rest of the query",
          "Name the folders with in:, or the messages by their references alone.");
    }
    QueryWord uid = names.uid();
    if (uid != null && !scope.single()) {
      throw uid.wrong(
          "this UID could be of any of several folders",
          "Name one with in:, or write the reference FOLDER/UIDVALIDITY/UID.");
    }
    return new Query(scope, condition);
  }

  /** Where {@code in:} says nothing, references say where they are; else it is INBOX. */
  private Scope scope() {
    if (!said) {
      names.references().forEach(reference -> folders.add(reference.folder()));
      return folders.isEmpty() ? INBOX : new Scope(false, roles, List.copyOf(folders));
    }
    return new Scope(any, roles, List.copyOf(folders));
  }

  /** Whether only messages that are named by reference can meet it. */
  private static boolean isBound(Condition condition) {
    if (condition instanceof Condition.And) {
      return condition.parts().stream().anyMatch(QueryParser::isBound);
    }
    return condition instanceof Condition.Named
        || (condition instanceof Condition.Or
            && condition.parts().stream().allMatch(QueryParser::isBound));
  }

  private Condition any() throws MailException {
    List<Condition> either = new ArrayList<>();
    either.add(all());
    while (at < words.size() && words.get(at).is("or")) {
      QueryWord or = words.get(at++);
      if (either.contains(Condition.everything())) {
        throw or.wrong("nothing stands before this 'or'", "in: stands for the whole query.");
      }
      Condition next = all();
      if (next.equals(Condition.everything())) {
        throw or.wrong("nothing stands behind this 'or'", "in: stands for the whole query.");
      }
      either.add(next);
    }
    return either.size() == 1 ? either.get(0) : new Condition.Or(either);
  }

  private Condition all() throws MailException {
    List<Condition> conditions = new ArrayList<>();
    List<QueryWord> naming = new ArrayList<>();
    while (at < words.size() && !words.get(at).is("or") && !words.get(at).is(")")) {
      QueryWord word = words.get(at);
      if (QueryNames.names(word)) {
        naming.add(word);
        at++;
      } else if (word.keyIsKnown() && word.key().equals("in")) {
        folder(word);
        at++;
      } else {
        conditions.add(one());
      }
    }
    if (!naming.isEmpty()) {
      conditions.add(0, names.condition(naming, negations % 2 == 0));
    }
    return conditions.size() == 1 ? conditions.get(0) : new Condition.And(conditions);
  }

  private Condition one() throws MailException {
    QueryWord word = words.get(at++);
    if (depth == DEEPEST) {
      throw word.wrong("this is nested too deep", null);
    }
    depth++;
    try {
      if (word.is("not")) {
        negations++;
        Condition other = negated(word);
        negations--;
        return new Condition.Not(other);
      }
      return word.is("(") ? enclosed(word) : term(word);
    } finally {
      depth--;
    }
  }

  private Condition negated(QueryWord not) throws MailException {
    if (at == words.size() || words.get(at).is("or") || words.get(at).is(")")) {
      throw not.wrong("nothing stands behind this 'not'", null);
    }
    QueryWord next = words.get(at);
    if (QueryNames.names(next)) {
      at++;
      return names.condition(List.of(next), negations % 2 == 0);
    }
    return one();
  }

  private Condition enclosed(QueryWord opening) throws MailException {
    Condition inner = any();
    if (at == words.size()) {
      throw opening.wrong("this parenthesis is not closed", null);
    }
    if (inner.equals(Condition.everything())) {
      throw opening.wrong("nothing stands in these parentheses", null);
    }
    at++;
    return inner;
  }

  private Condition term(QueryWord word) throws MailException {
    if (!word.keyIsKnown()) {
      throw word.wrong("this word of the query is not known", QueryTerm.KNOWN);
    }
    if (word.key().equals("in")) {
      throw word.wrong("in: stands for the whole query, so it cannot be negated", null);
    }
    return terms.condition(withValue(word));
  }

  private void folder(QueryWord word) throws MailException {
    if (depth > 0) {
      throw word.wrong("in: stands for the whole query, outside of parentheses", null);
    }
    String name = withValue(word).value();
    said = true;
    if (name.equalsIgnoreCase("any")) {
      any = true;
    } else if (name.equalsIgnoreCase(Query.INBOX)) {
      folders.add(Query.INBOX);
    } else {
      FolderRole.ofWord(name).ifPresentOrElse(roles::add, () -> folders.add(name));
    }
  }

  private static QueryWord withValue(QueryWord word) throws MailException {
    if (word.value().isEmpty()) {
      throw word.wrong("this word of the query lacks its value", QueryTerm.KNOWN);
    }
    return word;
  }
}

package icloudmail.testkit.icloud;

import icloudmail.testkit.icloud.Word.Kind;
import java.util.List;
import java.util.Locale;

/** The words of a command, taken one after the other; what is not expected is a parse error. */
final class Words {
  private final List<Word> words;
  private int at;

  Words(List<Word> words) {
    this.words = words;
  }

  boolean hasNext() {
    return at < words.size();
  }

  boolean nextIs(Kind kind) {
    return hasNext() && words.get(at).is(kind);
  }

  /** Whether the next word is this atom. */
  boolean nextIs(String atom) {
    return nextIs(Kind.ATOM) && words.get(at).text().equalsIgnoreCase(atom);
  }

  Word next() throws Refused {
    if (!hasNext()) {
      throw Refused.parseError();
    }
    return words.get(at++);
  }

  /** An atom in upper case. */
  String keyword() throws Refused {
    return atom().toUpperCase(Locale.ROOT);
  }

  String atom() throws Refused {
    return next(Kind.ATOM).text();
  }

  /** An atom or a string. */
  String string() throws Refused {
    Word word = next();
    if (word.is(Kind.LIST)) {
      throw Refused.parseError();
    }
    return word.text();
  }

  /** The decoded name of a folder. */
  String folder() throws Refused {
    try {
      String name = FolderNames.decode(string());
      return name.equalsIgnoreCase(Mailboxes.INBOX) ? Mailboxes.INBOX : name;
    } catch (IllegalArgumentException e) {
      throw Refused.parseError();
    }
  }

  List<Word> list() throws Refused {
    return next(Kind.LIST).list();
  }

  /** A list of atoms. */
  List<String> atoms() throws Refused {
    List<Word> list = list();
    if (!list.stream().allMatch(word -> word.is(Kind.ATOM))) {
      throw Refused.parseError();
    }
    return list.stream().map(Word::text).toList();
  }

  void end() throws Refused {
    if (hasNext()) {
      throw Refused.parseError();
    }
  }

  private Word next(Kind kind) throws Refused {
    Word word = next();
    if (!word.is(kind)) {
      throw Refused.parseError();
    }
    return word;
  }
}

package icloudmail.mail;

import icloudmail.model.Condition;
import icloudmail.model.Condition.InText;
import icloudmail.model.MailException;
import icloudmail.model.Reference;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.angus.mail.iap.Argument;

/**
 * Which messages of a folder hold a text, in the server's word: one SEARCH for each text, except
 * where every candidate was found by it.
 */
final class TextFinds implements Condition.TextSearch {
  private final Map<InText, List<Long>> found = new HashMap<>();
  private final Set<Condition> certain;

  private TextFinds(Condition condition) {
    certain = new HashSet<>(condition.parts());
    certain.add(condition);
    certain.removeIf(part -> !(part instanceof InText text) || text.orHeader());
    if (!(condition instanceof Condition.And || condition instanceof InText)) {
      certain.clear();
    }
  }

  static TextFinds of(Condition condition, OpenFolder folder) throws MailException {
    TextFinds finds = new TextFinds(condition);
    List<InText> texts =
        condition
            .all()
            .filter(InText.class::isInstance)
            .map(InText.class::cast)
            .filter(text -> !finds.certain.contains(text))
            .distinct()
            .toList();
    for (InText text : texts) {
      finds.found.put(text, folder.search(keys(text)));
    }
    return finds;
  }

  private static Argument keys(InText text) {
    Argument keys = new Argument();
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text.text())) {
      keys.writeAtom("CHARSET");
      keys.writeAtom("UTF-8");
    }
    keys.writeAtom(text.orHeader() ? "TEXT" : "BODY");
    return keys.writeString(text.text(), StandardCharsets.UTF_8);
  }

  @Override
  public boolean finds(InText text, Reference message) {
    return certain.contains(text) || found.getOrDefault(text, List.of()).contains(message.uid());
  }
}

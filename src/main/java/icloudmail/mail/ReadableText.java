package icloudmail.mail;

import icloudmail.model.Preference;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a part says, and how it stands among others.
 *
 * @param form what it was made of
 * @param blocks texts that stand below it in any case, such as the summary of an invitation
 */
record ReadableText(Form form, String words, List<String> blocks) {
  /** Says nothing. */
  static final ReadableText NONE = new ReadableText(Form.PLAIN, "", List.of());

  /** Blanks, also those that only HTML can make. */
  private static final Pattern SILENT =
      Pattern.compile("[\\s\\u00A0\\u00AD\\u034F\\u200B-\\u200F\\u2060\\uFEFF]*");

  /** What a text was made of; where several say the same, the later is the richer one. */
  enum Form {
    OTHER,
    PLAIN,
    RICH
  }

  static ReadableText plain(String text) {
    return new ReadableText(Form.PLAIN, text, List.of());
  }

  static ReadableText rich(String text) {
    return new ReadableText(Form.RICH, text, List.of());
  }

  static ReadableText other(String text) {
    return new ReadableText(Form.OTHER, text, List.of());
  }

  static ReadableText block(String text) {
    return new ReadableText(Form.PLAIN, "", List.of(text));
  }

  /** All of it, the blocks set off by empty lines. */
  String text() {
    StringBuilder text = new StringBuilder(words);
    for (String block : blocks) {
      appendBlock(text, block);
    }
    return blocks.isEmpty() ? words : text.toString();
  }

  /** One of several that say the same (RFC 2046 section 5.1.4), and the blocks of all. */
  static ReadableText best(List<ReadableText> texts, Preference preference) {
    Form wanted = preference == Preference.HTML ? Form.RICH : Form.PLAIN;
    Form second = preference == Preference.HTML ? Form.PLAIN : Form.RICH;
    ReadableText best = NONE;
    for (Form form : List.of(Form.OTHER, second, wanted)) {
      for (ReadableText text : texts) {
        best =
            text.form == form && text.says() && (best.form != form || !best.says()) ? text : best;
      }
    }
    List<String> blocks = new ArrayList<>();
    texts.forEach(text -> blocks.addAll(text.blocks));
    return new ReadableText(best.form, best.words, blocks);
  }

  /** Those that follow each other. */
  static ReadableText all(List<ReadableText> texts) {
    List<ReadableText> speaking =
        texts.stream().filter(text -> !text.words.isEmpty() || !text.blocks.isEmpty()).toList();
    if (speaking.size() == 1) {
      return speaking.get(0);
    }
    StringBuilder words = new StringBuilder();
    Form form = Form.OTHER;
    boolean afterBlock = false;
    for (ReadableText text : speaking) {
      form = text.form.compareTo(form) > 0 ? text.form : form;
      if (afterBlock && !text.words.isEmpty()) {
        appendBlock(words, text.words);
      } else {
        appendLine(words, text.words);
      }
      text.blocks.forEach(block -> appendBlock(words, block));
      afterBlock = !text.blocks.isEmpty() || (afterBlock && text.words.isEmpty());
    }
    return new ReadableText(form, words.toString(), List.of());
  }

  /** Whether there is anything to be read. */
  boolean says() {
    return !SILENT.matcher(words).matches();
  }

  private static void appendLine(StringBuilder text, String words) {
    boolean open = !text.isEmpty() && text.charAt(text.length() - 1) != '\n';
    text.append(open && !words.isEmpty() ? "\n" : "").append(words);
  }

  private static void appendBlock(StringBuilder text, String block) {
    while (!text.isEmpty() && !endsWithEmptyLine(text)) {
      text.append('\n');
    }
    text.append(block);
  }

  private static boolean endsWithEmptyLine(StringBuilder text) {
    int end = text.length();
    return text.charAt(end - 1) == '\n' && (end == 1 || text.charAt(end - 2) == '\n');
  }
}

package icloudmail.mail;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes encoded words (RFC 2047, with the languages of RFC 2231 section 5) wherever they stand,
 * also where they must not: within quotes, within words, side by side. All else stays as it is.
 */
final class EncodedWords {
  private final String field;
  private final StringBuilder text = new StringBuilder();

  /** Words side by side in one charset; a character may begin in one and end in the next. */
  private final List<EncodedWord> run = new ArrayList<>();

  private EncodedWords(String field) {
    this.field = field;
  }

  /**
   * @param unfolded a field value on one line
   */
  static String decode(String unfolded) {
    return unfolded.contains("=?") ? new EncodedWords(unfolded).decode() : unfolded;
  }

  private String decode() {
    int done = 0;
    // where no word can end any more, none is looked for: a hostile field is long
    int last = field.lastIndexOf("?=");
    for (int at = field.indexOf("=?"); at >= 0 && at < last; at = field.indexOf("=?", at)) {
      EncodedWord word = EncodedWord.at(field, at);
      if (word == null) {
        at += 2;
        continue;
      }
      String between = field.substring(done, at);
      boolean beside = !run.isEmpty() && between.isBlank();
      if (!beside) {
        finish();
        text.append(between);
      } else if (!run.get(0).charset().equals(word.charset())) {
        finish();
      }
      run.add(word);
      done = word.end();
      at = done;
    }
    finish();
    return text.append(field, done, field.length()).toString();
  }

  private void finish() {
    if (!run.isEmpty()) {
      String charset = run.get(0).charset();
      Decoded apart = OctetText.read(octets(false), charset);
      boolean whole = apart.remarks().isEmpty() || run.size() == 1;
      Decoded joined = whole ? apart : OctetText.read(octets(true), charset);
      String read = joined.remarks().isEmpty() ? joined.text() : apart.text();
      // each word of UTF-16 has a byte order mark of its own
      text.append(charset.startsWith("u") ? read.replace("\uFEFF", "") : read);
      run.clear();
    }
  }

  /**
   * @param across whether base64 goes on from one word to the next, as some agents cut it
   */
  private byte[] octets(boolean across) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    StringBuilder base64 = new StringBuilder();
    for (EncodedWord word : run) {
      if (across && word.base64()) {
        base64.append(word.text());
      } else {
        octets.writeBytes(word.octets());
      }
    }
    octets.writeBytes(EncodedWord.base64(base64.toString()));
    return octets.toByteArray();
  }
}

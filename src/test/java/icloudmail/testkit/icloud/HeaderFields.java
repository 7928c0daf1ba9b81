package icloudmail.testkit.icloud;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a raw header into its fields. */
final class HeaderFields {
  /** Finds the field of a name; its first group is the raw value. */
  static final Function<String, Pattern> NAMED =
      name ->
          Pattern.compile(
              "^" + Pattern.quote(name) + "[ \t]*:([^\r\n]*+(?:\r\n[ \t][^\r\n]*+)*+)",
              Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

  private static final Pattern FIELD =
      Pattern.compile("^([^:\\s]+)[ \t]*:[^\r\n]*+\r\n(?:[ \t][^\r\n]*+\r\n)*+", Pattern.MULTILINE);
  private static final Pattern BLANKS = Pattern.compile(" +");

  private HeaderFields() {}

  /**
   * The fields named, with the empty line; nothing at all where there is none (icloud-facts 2).
   *
   * @param names divided by blanks
   */
  static String select(String header, String names, boolean named) {
    Set<String> wanted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    BLANKS.splitAsStream(names.replace("\"", "").strip()).forEach(wanted::add);
    StringBuilder fields = new StringBuilder();
    Matcher field = FIELD.matcher(header);
    while (field.find()) {
      if (wanted.contains(field.group(1)) == named) {
        fields.append(field.group());
      }
    }
    return fields.isEmpty() ? "" : fields.append("\r\n").toString();
  }
}

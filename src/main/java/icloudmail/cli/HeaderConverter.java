package icloudmail.cli;

import icloudmail.model.Header;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code Name: value}, for fields that have no option and that the program does not write itself.
 */
final class HeaderConverter implements ITypeConverter<Header> {
  /** RFC 5322 section 3.6.8, and short enough for a value to begin on its line. */
  private static final Pattern NAME = Pattern.compile("[!-9;-~]{1,76}");

  private static final Map<String, String> OPTIONS =
      Map.ofEntries(
          Map.entry("from", "-F"),
          Map.entry("to", "TO"),
          Map.entry("cc", "-c"),
          Map.entry("bcc", "-b"),
          Map.entry("subject", "-s"),
          Map.entry("reply-to", "--reply-to"),
          Map.entry("in-reply-to", "--reply"),
          Map.entry("references", "--reply"));

  private static final Pattern OURS =
      Pattern.compile(
          "date|message-id|mime-version|content-.*|resent-.*|received|return-path|sender|dkim-.*");

  @Override
  public Header convert(String typed) {
    int colon = typed.indexOf(':');
    String name = colon < 0 ? typed : typed.substring(0, colon).strip();
    if (colon < 0 || !NAME.matcher(name).matches()) {
      throw new TypeConversionException("'" + typed + "' is not a header field 'Name: value'");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (OPTIONS.containsKey(lower)) {
      throw new TypeConversionException(name + " has an option of its own: " + OPTIONS.get(lower));
    }
    if (OURS.matcher(lower).matches()) {
      throw new TypeConversionException(
          name + " is written by the program; send a finished message with --raw");
    }
    return new Header(name, typed.substring(colon + 1).strip());
  }
}

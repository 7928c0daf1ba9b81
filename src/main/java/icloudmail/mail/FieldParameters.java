package icloudmail.mail;

import jakarta.mail.internet.ParameterList;
import jakarta.mail.internet.ParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters of a MIME field (RFC 2045 section 5.1), also where one is written against the
 * rules: with blanks or special characters outside quotes, without a semicolon, broken off.
 */
final class FieldParameters {
  private static final Pattern ONE =
      Pattern.compile("[;\\s]\\s*([^\\s=;\"]+)\\s*=\\s*(\"(?:[^\"\\\\]|\\\\.)*+\"|[^;]*+)");

  private FieldParameters() {}

  /**
   * Those of {@code field}.
   *
   * @param start where they begin, behind its first word
   */
  static ParameterList of(String field, int start) {
    String rest = field.substring(start).strip();
    try {
      return rest.isEmpty() ? new ParameterList() : new ParameterList(semicolon(rest));
    } catch (ParseException e) {
      return mended(" " + rest);
    }
  }

  private static String semicolon(String rest) {
    return rest.startsWith(";") ? rest : ";" + rest;
  }

  private static ParameterList mended(String rest) {
    StringBuilder proper = new StringBuilder();
    Matcher each = ONE.matcher(rest);
    while (each.find()) {
      String value = each.group(2).strip();
      boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
      proper.append("; ").append(each.group(1)).append('=');
      proper.append(quoted ? value : '"' + value.replaceAll("[\"\\\\]", "") + '"');
    }
    try {
      return new ParameterList(proper.toString());
    } catch (ParseException e) {
      return new ParameterList();
    }
  }
}

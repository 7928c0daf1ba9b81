package icloudmail.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What servers may repeat of a login, and whether a text gives a password away. */
public final class Betrayal {
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{8,}");

  /** Of so many characters an end may be missing, where base64 was cut. */
  private static final int CUT = 3;

  private Betrayal() {}

  /** The lines of a login that go out for {@code login}, and what they are made of. */
  public static List<String> lines(String login, String password) {
    String localPart = login.substring(0, login.indexOf('@'));
    return List.of(
        "AUTH PLAIN " + base64(login + "\0" + login + "\0" + password),
        "AUTH PLAIN " + base64("\0" + login + "\0" + password),
        "AUTH LOGIN " + base64(login) + " " + base64(password),
        "AUTHENTICATE PLAIN " + base64("\0" + login + "\0" + password),
        "AUTHENTICATE PLAIN " + base64("\0" + localPart + "\0" + password),
        "LOGIN \"" + login + "\" \"" + password + "\"",
        login + " " + password,
        "user " + password.replace("-", "") + " unknown",
        "what " + base64("x" + password + "yy") + " said");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether {@code password} can be read from {@code text}, also by whoever decodes base64. */
  public static boolean in(String text, String password) {
    if (text.contains(password) || text.contains(password.replace("-", ""))) {
      return true;
    }
    String most = password.substring(CUT, password.length() - CUT);
    Matcher words = BASE64.matcher(text);
    while (words.find()) {
      for (int from = 0; from < 4; from++) {
        if (decoded(words.group().substring(from)).contains(most)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String decoded(String word) {
    String whole = word.substring(0, word.length() / 4 * 4);
    return new String(Base64.getDecoder().decode(whole), StandardCharsets.ISO_8859_1);
  }
}

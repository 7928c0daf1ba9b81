package icloudmail.testkit.icloud;

import icloudmail.testkit.MailServers;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** AUTH: PLAIN and LOGIN, with the full address and the app-specific password. */
final class SmtpLogin {
  private static final List<String> NAMES = List.of(MailServers.LOGIN, "jo@me.com", "jo@mac.com");
  private static final String FAILED = "535 5.7.8 Error: authentication failed:";

  private final Wire wire;
  private boolean succeeded;

  /** Ends the dialogue with this reply. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private Refused(String reply) {
      super(reply);
    }
  }

  SmtpLogin(Wire wire) {
    this.wire = wire;
  }

  boolean succeeded() {
    return succeeded;
  }

  String reply(String argument) throws IOException {
    if (!wire.isTls()) {
      return "503 5.5.1 Error: authentication not enabled";
    }
    if (succeeded) {
      return "503 5.5.1 Error: already authenticated";
    }
    String[] words = argument.split(" ", -1);
    if (argument.isEmpty() || words.length > 2) {
      return "501 5.5.4 Syntax: AUTH mechanism";
    }
    try {
      succeeded =
          switch (words[0].toUpperCase(Locale.ROOT)) {
            case "PLAIN" -> plain(words);
            case "LOGIN" -> login(words);
            default -> throw new Refused(FAILED + " Invalid authentication mechanism");
          };
      return succeeded ? "235 2.7.0 Authentication successful" : FAILED;
    } catch (Refused e) {
      return e.getMessage();
    }
  }

  private boolean plain(String[] words) throws IOException, Refused {
    String[] parts = first(words, "").split("\0", -1);
    return parts.length == 3
        && (parts[0].isEmpty() || parts[0].equals(parts[1]))
        && matches(parts[1], parts[2]);
  }

  private boolean login(String[] words) throws IOException, Refused {
    String name = first(words, "VXNlcm5hbWU6");
    return matches(name, ask("UGFzc3dvcmQ6"));
  }

  private static boolean matches(String name, String password) {
    return NAMES.contains(name.toLowerCase(Locale.ROOT)) && password.equals(MailServers.PASSWORD);
  }

  /** The initial response where there is one, else the answer to the challenge. */
  private String first(String[] words, String challenge) throws IOException, Refused {
    if (words.length == 1) {
      return ask(challenge);
    }
    return decoded(words[1].equals("=") ? "" : words[1]);
  }

  private String ask(String challenge) throws IOException, Refused {
    wire.send("334 " + challenge + "\r\n");
    String line = wire.line();
    if (line == null) {
      throw new EOFException();
    }
    if (line.equals("*")) {
      throw new Refused("501 5.7.0 Authentication aborted");
    }
    return decoded(line);
  }

  private static String decoded(String base64) throws Refused {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refused(FAILED + " Invalid base64 data in continued response");
    }
  }
}

package icloudmail.mail;

import icloudmail.model.Secret;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/**
 * Hides the passwords that were handed out, in what a server says: it may repeat what it was told,
 * at the login or at any time later. It is put over the server's words where they come in and
 * before they are shortened, so that whatever is made of them is safe to show and to keep. Messages
 * and names of folders are no words of the server, and stay as they are.
 */
final class Mask {
  private final List<Known> known = new ArrayList<>();

  private record Known(String login, Secret password) {
    private boolean is(String otherLogin, Secret other) {
      return login.equals(otherLogin) && password.reveal().equals(other.reveal());
    }
  }

  /** From now on {@code password} is hidden, in all its forms. */
  synchronized void add(String login, Secret password) {
    if (known.stream().noneMatch(each -> each.is(login, password))) {
      known.add(new Known(login, password));
    }
  }

  /** {@code said} without passwords. */
  synchronized String over(String said) {
    String masked = said;
    for (Known each : known) {
      masked = each.password().maskIn(masked, each.login());
    }
    return masked;
  }

  /** A failure with a server's words in it, without passwords. */
  MessagingException over(MessagingException failure) {
    String said = failure.getMessage();
    String masked = said == null ? "" : over(said);
    return said == null || masked.equals(said)
        ? failure
        : new MessagingException(masked, failure.getNextException());
  }

  /**
   * A response of an IMAP server, its words without passwords; data (RFC 3501 section 7.2) is as it
   * was.
   */
  Response over(Response response) throws IOException, ProtocolException {
    if (!hasWords(response)) {
      return response;
    }
    String words = response.getRest();
    String masked = over(words);
    if (masked.equals(words)) {
      return response;
    }
    String line = response.toString();
    String begin = line.substring(0, line.length() - words.length());
    return new IMAPResponse(begin + masked, response.supportsUtf8());
  }

  private static boolean hasWords(Response response) {
    return !response.isUnTagged()
        || response.isOK()
        || response.isNO()
        || response.isBAD()
        || response.isBYE()
        || (response instanceof IMAPResponse line && line.keyEquals("CAPABILITY"));
  }
}

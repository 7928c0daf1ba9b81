package icloudmail.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/** What the IMAP server says that it can do after the login, beside what Apple's is known to. */
public record Capabilities(List<String> offered) {
  /** For searches by age (RFC 5032). */
  public static final String WITHIN = "WITHIN";

  /** As seen in 2026; source: icloud-facts 1.2. */
  private static final List<String> KNOWN =
      List.of(
          "XAPPLEPUSHSERVICE",
          "IMAP4",
          "IMAP4REV1",
          "CONDSTORE",
          "ENABLE",
          "QRESYNC",
          "QUOTA",
          "XAPPLELITERAL",
          "NAMESPACE",
          "UIDPLUS",
          "UNSELECT",
          "SORT",
          "ESEARCH",
          "ESORT",
          "CONTEXT=SORT",
          WITHIN,
          "SASL-IR",
          "ID",
          "IDLE",
          "X-APPLE-REMOTE-LINKS",
          "LIST-STATUS");

  public Capabilities {
    offered = offered.stream().map(each -> each.toUpperCase(Locale.ROOT)).distinct().toList();
  }

  /** Asks for them: in the server's order. */
  static Capabilities ask(ImapConnection on) throws ProtocolException {
    List<String> names = new ArrayList<>();
    for (Response response : on.ask("CAPABILITY")) {
      if (response instanceof IMAPResponse line && line.keyEquals("CAPABILITY")) {
        String name = line.readAtom();
        while (name != null && !name.isEmpty()) {
          names.add(name);
          name = line.readAtom();
        }
      }
    }
    return new Capabilities(names);
  }

  public boolean include(String capability) {
    return offered.contains(capability);
  }

  /** How many of those are there that are known of Apple's server. */
  public int known() {
    return KNOWN.size() - missing().size();
  }

  /** Those that are known and not there now. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>(KNOWN);
    missing.removeAll(offered);
    return missing;
  }

  /** Those that are there and not known. */
  public List<String> unheardOf() {
    List<String> unheardOf = new ArrayList<>(offered);
    unheardOf.removeAll(KNOWN);
    return unheardOf;
  }
}

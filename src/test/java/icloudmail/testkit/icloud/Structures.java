package icloudmail.testkit.icloud;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;

/** What the double says of the structure of a message, for tests of those who read it. */
public final class Structures {
  private Structures() {}

  /** The FETCH row with the BODYSTRUCTURE of a message; octets as Latin-1. */
  public static String row(byte[] message) {
    String octets = new String(message, StandardCharsets.ISO_8859_1);
    return "* 1 FETCH (UID 1 BODYSTRUCTURE "
        + BodyStructures.write(new StoredMessage(1, octets, Set.of(), Instant.EPOCH), true)
        + ")\r\n";
  }
}

package icloudmail.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A self-signed certificate made for this run by the JDK's keytool. */
public final class TestCertificate {
  public static final String STORE_PASSWORD = "changeit";

  private static final String LOCALHOST = "san=dns:localhost,ip:127.0.0.1";
  private static final TestCertificate VALID = make("valid", LOCALHOST);

  private final Path keyStore;
  private final Path pem;
  private SSLContext context;

  private TestCertificate(Path keyStore, Path pem) {
    this.keyStore = keyStore;
    this.pem = pem;
  }

  /** For localhost, valid today; one for the whole run. */
  public static TestCertificate valid() {
    return VALID;
  }

  /**
   * For localhost, ten days out of date. A CA has signed it, which is what {@link #pem} holds: a
   * certificate that is itself trusted is not asked for its dates.
   */
  public static TestCertificate expired() {
    return signed("expired", List.of("-startdate", "-20d", "-validity", "10"));
  }

  /** For localhost, valid today, and signed by a CA, as the certificates of Apple's servers are. */
  public static TestCertificate ofACa() {
    return signed("server", List.of());
  }

  /** For localhost and valid, but for clients: by an extended key usage, and signed by a CA. */
  public static TestCertificate ofAClient() {
    return signed("client", List.of("-ext", "eku=clientAuth"));
  }

  private static TestCertificate signed(String name, List<String> more) {
    try {
      Path directory = Files.createTempDirectory("icloud-mail-cert");
      TestCertificate ca = make("ca", "bc:c");
      TestCertificate server = make(name, LOCALHOST);
      Path request = directory.resolve("request");
      Path signed = directory.resolve("signed");
      keytool(server.keyStore, List.of("-certreq", "-file", request.toString()));
      List<String> sign = new ArrayList<>(List.of("-gencert", "-rfc", "-ext", LOCALHOST));
      sign.addAll(more);
      sign.addAll(List.of("-infile", request.toString(), "-outfile", signed.toString()));
      keytool(ca.keyStore, sign);
      Path chain = directory.resolve("chain");
      Files.writeString(chain, Files.readString(signed) + Files.readString(ca.pem));
      keytool(server.keyStore, List.of("-importcert", "-noprompt", "-file", chain.toString()));
      return new TestCertificate(server.keyStore, ca.pem);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static TestCertificate ofAnotherHost() {
    return make("another", "san=dns:mail.example.com");
  }

  /** For localhost and valid, but no other test trusts it. */
  public static TestCertificate unknown() {
    return make("unknown", LOCALHOST);
  }

  public Path keyStore() {
    return keyStore;
  }

  /** What {@code ca=FILE} takes. */
  public Path pem() {
    return pem;
  }

  /** For servers; to decrypt the key for each connection would cost more than all else. */
  public synchronized SSLContext context() {
    if (context == null) {
      context = made();
    }
    return context;
  }

  private SSLContext made() {
    try (InputStream in = Files.newInputStream(keyStore)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, STORE_PASSWORD.toCharArray());
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, STORE_PASSWORD.toCharArray());
      SSLContext made = SSLContext.getInstance("TLS");
      made.init(keys.getKeyManagers(), null, null);
      return made;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TestCertificate make(String name, String extension) {
    try {
      Path directory = Files.createTempDirectory("icloud-mail-cert");
      Path store = directory.resolve(name + ".p12");
      Path pem = directory.resolve(name + ".pem");
      List<String> options =
          new ArrayList<>(
              List.of(
                  "-genkeypair",
                  "-keyalg",
                  "EC",
                  "-groupname",
                  "secp256r1",
                  "-dname",
                  "CN=" + name));
      options.addAll(List.of("-ext", extension));
      keytool(store, options);
      keytool(store, List.of("-exportcert", "-rfc", "-file", pem.toString()));
      return new TestCertificate(store, pem);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void keytool(Path store, List<String> options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(options);
    command.addAll(List.of("-keystore", store.toString(), "-storepass", STORE_PASSWORD));
    command.addAll(List.of("-storetype", "PKCS12", "-alias", "server"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException("keytool failed: " + said);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

package icloudmail.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
  private static final TestCertificate VALID = make("valid", LOCALHOST, List.of());

  private final Path keyStore;
  private final Path pem;

  private TestCertificate(Path keyStore, Path pem) {
    this.keyStore = keyStore;
    this.pem = pem;
  }

  /** For localhost, valid today; one for the whole run. */
  public static TestCertificate valid() {
    return VALID;
  }

  public static TestCertificate expired() {
    return make("expired", LOCALHOST, List.of("-startdate", "-20d", "-validity", "10"));
  }

  public static TestCertificate ofAnotherHost() {
    return make("another", "san=dns:mail.example.com", List.of());
  }

  /** For localhost and valid, but no other test trusts it. */
  public static TestCertificate unknown() {
    return make("unknown", LOCALHOST, List.of());
  }

  public Path keyStore() {
    return keyStore;
  }

  /** What {@code ca=FILE} takes. */
  public Path pem() {
    return pem;
  }

  /** For servers. */
  public SSLContext context() {
    try (InputStream in = Files.newInputStream(keyStore)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, STORE_PASSWORD.toCharArray());
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, STORE_PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TestCertificate make(String name, String san, List<String> validity) {
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
      options.addAll(List.of("-ext", san));
      options.addAll(validity);
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
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException("keytool failed: " + said);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

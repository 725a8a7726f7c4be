package dev.symphony.registry.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.document.DocumentException;
import dev.symphony.registry.Refused;
import dev.symphony.registry.bundle.ExtensionSource;
import dev.symphony.registry.install.InstallStore;
import dev.symphony.registry.install.Installer;
import dev.symphony.registry.install.Installer.Direction;
import dev.symphony.registry.install.Offer;
import dev.symphony.registry.manifest.ExtensionName;
import dev.symphony.registry.manifest.Version;
import dev.symphony.registry.oci.Descriptor;
import dev.symphony.registry.oci.OciLayout;
import dev.symphony.registry.oci.Repository;
import dev.symphony.registry.publication.Bundle;
import dev.symphony.registry.publication.BundleStatement;
import dev.symphony.registry.publication.PublishedReleases;
import dev.symphony.registry.publication.ReleaseList;
import dev.symphony.registry.publication.SignedBundles;
import dev.symphony.registry.signing.PublisherSigner;
import dev.symphony.registry.trust.KeyHistory;
import dev.symphony.registry.trust.TrustStore;
import dev.symphony.registry.trust.TrustedKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteRegistryTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final ExtensionName NAME = new ExtensionName("acme", "tool");

  @TempDir Path directory;

  private static PublisherSigner signer() {
    return PublisherSigner.of(
        PrivateKey.of(Algorithm.ED25519, Bytes.copyOf(new byte[32])),
        PublisherSigner.Scheme.HYBRID);
  }

  private static Bundle bundle() throws DocumentException, Refused {
    String manifest =
        """
        [extension]
        name = "tool"
        version = "1.0.0"
        publisher = "acme"
        kind = "operator"
        description = "A tool"
        [code]
        language = "js"
        entry = "main.mjs"
        """;
    return Bundle.pack(
        ExtensionSource.of(
            "test",
            Map.of(
                "extension.toml", Bytes.utf8(manifest), "main.mjs", Bytes.utf8("export default 1")),
            Optional.empty()));
  }

  private static void publish(Repository place, Bundle bundle) throws Refused {
    SignedBundles.put(
        place,
        bundle,
        BundleStatement.of(bundle, Optional.empty(), signer().publicKey()).sign(signer()));
    ReleaseList list =
        ReleaseList.empty(NAME)
            .with(new Version("1.0.0"), bundle.image().descriptor().digest())
            .renewed(NOW.plusSeconds(60));
    new PublishedReleases(list.sign(signer()), KeyHistory.EMPTY).put(place);
  }

  @Test
  void aRealRegistry_keepsWhatIsInstalledFromIt()
      throws IOException, InterruptedException, Refused, DocumentException {
    Optional<RegistryServer> started = RegistryServer.start(directory);
    if (started.isEmpty()) {
      return;
    }
    try (RegistryServer server = started.get()) {
      Bundle bundle = bundle();
      Repository place =
          new RemoteRepository(
              RegistryAddress.parse(server.address() + "/some/team").orElseThrow(),
              "acme/tool",
              Optional.empty());
      publish(place, bundle);
      publish(place, bundle);
      Installer installer =
          new Installer(
              OciLayout.at(directory.resolve("registry")),
              InstallStore.at(directory.resolve("installed")),
              InstantSource.fixed(NOW));
      TrustStore trust =
          TrustStore.EMPTY.trusting("acme", new TrustedKey(signer().publicKey(), NOW, "test"));
      Offer offer = installer.look(place, NAME, trust);
      Version version = offer.releases().newest().orElseThrow();
      installer.keep(offer, installer.fetch(offer, version, Direction.FORWARD), "test");
      assertEquals(
          bundle.image().descriptor().digest(), installer.require(NAME).activeVersion().artifact());
      inspect("docker://" + server.address() + "/some/team/acme/tool:1.0.0", bundle);
      inspect("oci:" + directory.resolve("registry") + ":acme/tool:1.0.0", bundle);
      OrasReader.readLayout(directory.resolve("registry"), "acme/tool:1.0.0", bundle);
      OrasReader.readRegistry(server.address() + "/some/team/acme/tool:1.0.0", bundle);
    }
  }

  private static void inspect(String image, Bundle bundle)
      throws IOException, InterruptedException {
    if (!RegistryServer.isInstalled("skopeo")) {
      System.out.println("There is no skopeo, and it can't be installed: apt-get install skopeo");
      return;
    }
    Process skopeo =
        new ProcessBuilder("skopeo", "inspect", "--tls-verify=false", image)
            .redirectErrorStream(true)
            .start();
    String text = new String(skopeo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(skopeo.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, skopeo.exitValue(), text);
    assertTrue(text.contains(bundle.image().descriptor().digest().text()), text);
    for (Descriptor layer : bundle.image().layers()) {
      assertTrue(text.contains(layer.digest().text()), text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200,short,blob-corrupt",
    "200,exactly8,blob-corrupt",
    "200,far longer than it may be,blob-corrupt",
    "404,none,blob-missing",
    "500,broken,registry-unreachable",
    "401,who are you,registry-unreachable"
  })
  void registriesThatAnswerWrongly_areNotBelieved(int status, String body, String code)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, status, body));
    server.start();
    try {
      Repository place =
          new RemoteRepository(
              RegistryAddress.parse("127.0.0.1:" + server.getAddress().getPort()).orElseThrow(),
              "acme/tool",
              Optional.empty());
      Descriptor wanted = Descriptor.of("text/plain", Bytes.utf8("expected"));
      Refused refused = assertThrows(Refused.class, () -> place.blob(wanted));
      assertEquals(code, refused.code());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void registriesThatAskWhoIsThere_getAnAnswer() throws IOException, Refused {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String own = "127.0.0.1:" + server.getAddress().getPort();
    Credentials ada = new Credentials("ada", "secret");
    server.createContext(
        "/token",
        exchange -> {
          boolean known =
              ada.basic().equals(exchange.getRequestHeaders().getFirst("Authorization"))
                  && exchange.getRequestURI().getRawQuery().equals("service=me&scope=a%3Ab");
          answer(exchange, known ? 200 : 403, "{\"token\":\"t0ken\"}");
        });
    server.createContext(
        "/v2/",
        exchange -> {
          boolean known =
              "Bearer t0ken".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange
              .getResponseHeaders()
              .add(
                  "WWW-Authenticate",
                  "Bearer realm=\"http://" + own + "/token\",service=\"me\",scope=\"a:b\"");
          answer(exchange, known ? 200 : 401, known ? "expected" : "who are you");
        });
    server.start();
    try {
      Descriptor wanted = Descriptor.of("text/plain", Bytes.utf8("expected"));
      RegistryAddress address = RegistryAddress.parse(own).orElseThrow();
      assertEquals(
          Bytes.utf8("expected"),
          new RemoteRepository(address, "acme/tool", Optional.of(ada)).blob(wanted));
      Repository nobody = new RemoteRepository(address, "acme/tool", Optional.empty());
      Refused refused = assertThrows(Refused.class, () -> nobody.blob(wanted));
      assertEquals("registry-unreachable", refused.code());
    } finally {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void registriesThatAreNotThere_areToldOf() {
    Repository place =
        new RemoteRepository(
            RegistryAddress.parse("127.0.0.1:1").orElseThrow(), "acme/tool", Optional.empty());
    Refused refused = assertThrows(Refused.class, () -> place.resolve("1.0.0"));
    assertEquals("registry-unreachable", refused.code());
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:5000,http://localhost:5000/v2/x",
    "127.0.0.1:5000/team,http://127.0.0.1:5000/v2/x",
    "registry.example.org,https://registry.example.org/v2/x",
    "localhost.example.org,https://localhost.example.org/v2/x",
    "build:5000/a/b/,https://build:5000/v2/x"
  })
  void addresses_areReadStrictly(String text, String resolved) {
    assertEquals(resolved, RegistryAddress.parse(text).orElseThrow().resolve("x").toString());
  }

  @ParameterizedTest
  @CsvSource({
    "word",
    "a/b",
    "user@host.org",
    "https://host.org",
    "host.org/A",
    "host.org//x",
    "''"
  })
  void whatIsNoAddress_isNone(String text) {
    assertEquals(Optional.empty(), RegistryAddress.parse(text));
  }
}

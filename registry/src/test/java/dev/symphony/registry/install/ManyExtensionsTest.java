package dev.symphony.registry.install;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.registry.Refused;
import dev.symphony.registry.bundle.ExtensionSource;
import dev.symphony.registry.install.Installer.Direction;
import dev.symphony.registry.manifest.ExtensionName;
import dev.symphony.registry.manifest.Version;
import dev.symphony.registry.oci.OciLayout;
import dev.symphony.registry.publication.Bundle;
import dev.symphony.registry.publication.BundleStatement;
import dev.symphony.registry.publication.PublishedReleases;
import dev.symphony.registry.publication.ReleaseList;
import dev.symphony.registry.publication.SignedBundles;
import dev.symphony.registry.signing.PublisherSigner;
import dev.symphony.registry.trust.KeyHistory;
import dev.symphony.registry.trust.TrustStore;
import dev.symphony.registry.trust.TrustedKey;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home with two hundred extensions. */
class ManyExtensionsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final PublisherSigner KEY = Author.signer(1);

  @TempDir Path directory;
  private final OciLayout place = OciLayout.of("place", new HashMap<>());

  private static ExtensionName name(int number) {
    return new ExtensionName("acme", "tool-" + number);
  }

  private void publish(ExtensionName name) throws Refused, DocumentException {
    String manifest =
        """
        [extension]
        name = "%s"
        version = "1.0.0"
        publisher = "acme"
        kind = "operator"
        [code]
        language = "js"
        entry = "main.mjs"
        """
            .formatted(name.name());
    Bundle bundle =
        Bundle.pack(
            ExtensionSource.of(
                "test",
                Map.of("extension.toml", Bytes.utf8(manifest), "main.mjs", Bytes.utf8("1")),
                Optional.empty()));
    SignedBundles.put(
        place.repository(name.toString()),
        bundle,
        BundleStatement.of(bundle, Optional.empty(), KEY.publicKey()).sign(KEY));
    ReleaseList list =
        ReleaseList.empty(name)
            .with(new Version("1.0.0"), bundle.image().descriptor().digest())
            .renewed(Author.END);
    new PublishedReleases(list.sign(KEY), KeyHistory.EMPTY).put(place.repository(name.toString()));
  }

  @Test
  void twoHundredExtensions_areInstalledAndListed() throws Refused, DocumentException {
    List<ExtensionName> names =
        IntStream.range(0, 200).mapToObj(ManyExtensionsTest::name).sorted().toList();
    for (ExtensionName name : names) {
      publish(name);
    }
    Installer installer =
        new Installer(
            OciLayout.at(directory.resolve("registry")),
            InstallStore.at(directory.resolve("installed")),
            InstantSource.fixed(NOW));
    TrustStore trust =
        TrustStore.EMPTY.trusting("acme", new TrustedKey(KEY.publicKey(), NOW, "test"));
    long begin = System.nanoTime();
    for (ExtensionName name : names) {
      Offer offer = installer.look(place.repository(name.toString()), name, trust);
      installer.keep(
          offer, installer.fetch(offer, new Version("1.0.0"), Direction.FORWARD), "test");
    }
    long installed = System.nanoTime();
    List<InstalledExtension> listed = installer.store().list();
    long end = System.nanoTime();
    assertEquals(names, listed.stream().map(InstalledExtension::name).toList());
    System.out.printf(
        "200 extensions: installed in %d ms, listed in %d ms%n",
        (installed - begin) / 1_000_000, (end - installed) / 1_000_000);
  }
}

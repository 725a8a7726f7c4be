package dev.symphony.registry.install;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.document.DocumentException;
import dev.symphony.registry.Refused;
import dev.symphony.registry.bundle.ExtensionSource;
import dev.symphony.registry.manifest.ExtensionName;
import dev.symphony.registry.manifest.Version;
import dev.symphony.registry.oci.Repository;
import dev.symphony.registry.publication.Bundle;
import dev.symphony.registry.publication.BundleStatement;
import dev.symphony.registry.publication.PublishedReleases;
import dev.symphony.registry.publication.ReleaseList;
import dev.symphony.registry.publication.SignedBundles;
import dev.symphony.registry.signing.PublisherSigner;
import dev.symphony.registry.trust.KeyHistory;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Somebody who publishes versions of {@code acme/tool}, honestly. */
final class Author {
  static final ExtensionName NAME = new ExtensionName("acme", "tool");
  static final Instant END = Instant.parse("2026-06-01T00:00:00Z");

  private Author() {}

  static PublisherSigner signer(int seed) {
    byte[] secret = new byte[32];
    secret[31] = (byte) seed;
    return PublisherSigner.of(
        PrivateKey.of(Algorithm.ED25519, Bytes.copyOf(secret)), PublisherSigner.Scheme.ED25519);
  }

  static Bundle bundle(String version, String code) throws Refused {
    String manifest =
        """
        [extension]
        name = "tool"
        version = "%s"
        publisher = "acme"
        kind = "operator"
        [code]
        language = "js"
        entry = "main.mjs"
        [[capability]]
        service = "log"
        operations = ["info"]
        reason = "To say what it does"
        """
            .formatted(version);
    try {
      return Bundle.pack(
          ExtensionSource.of(
              "test",
              Map.of("extension.toml", Bytes.utf8(manifest), "main.mjs", Bytes.utf8(code)),
              Optional.empty()));
    } catch (DocumentException e) {
      throw new IllegalStateException(e);
    }
  }

  static ReleaseList publish(
      Repository place, ReleaseList before, Bundle bundle, PublisherSigner signer) throws Refused {
    SignedBundles.put(
        place,
        bundle,
        BundleStatement.of(bundle, Optional.of("git:abc"), signer.publicKey()).sign(signer));
    ReleaseList list =
        before
            .with(new Version(bundle.version()), bundle.image().descriptor().digest())
            .renewed(END);
    put(place, list, signer, KeyHistory.EMPTY);
    return list;
  }

  static void put(Repository place, ReleaseList list, PublisherSigner signer, KeyHistory history)
      throws Refused {
    new PublishedReleases(list.sign(signer), history).put(place);
  }
}

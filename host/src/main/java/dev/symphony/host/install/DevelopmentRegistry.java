package dev.symphony.host.install;

import dev.symphony.document.DocumentException;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.key.PassphraseSource;
import dev.symphony.host.publish.PublisherKeys;
import dev.symphony.host.publish.SourceRevision;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Refused;
import dev.symphony.registry.bundle.ExtensionSource;
import dev.symphony.registry.oci.Descriptor;
import dev.symphony.registry.oci.OciLayout;
import dev.symphony.registry.oci.Repository;
import dev.symphony.registry.publication.Bundle;
import dev.symphony.registry.publication.BundleStatement;
import dev.symphony.registry.publication.BundleVerifier;
import dev.symphony.registry.publication.SignedBundles;
import dev.symphony.registry.publication.SignerChoice;
import dev.symphony.registry.signing.Envelope;
import dev.symphony.registry.signing.PublisherKey;
import dev.symphony.registry.signing.PublisherSigner;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way of a directory into a home: packed, signed with a key that the home made for this,
 * published under {@code development/}, verified, and read back from there. What comes out passed
 * every check that an extension of somebody else passes; the key counts here and nowhere else, and
 * for nothing but directories that the person at the host named.
 */
public final class DevelopmentRegistry {
  private static final String KEY = "development";

  private final Path home;
  private final PublisherKeys keys;

  private DevelopmentRegistry(Path home, PublisherKeys keys) {
    this.home = home;
    this.keys = keys;
  }

  /** The development part of the registry of an open home. */
  public static DevelopmentRegistry of(Home home) {
    return new DevelopmentRegistry(
        home.directory(), new PublisherKeys(home.directory().resolve(KEY), new SecureRandom()));
  }

  /**
   * Publishes the extension in {@code directory}, and gives it back as it was verified.
   *
   * @throws DocumentException when it is no extension
   */
  public ExtensionSource publish(Path directory) throws DocumentException, UserError {
    try (Home visited = Home.visit(home)) {
      OciLayout registry = OciLayout.at(visited.registry());
      Bundle bundle = Bundle.pack(ExtensionSource.load(directory));
      Repository repository = registry.repository(KEY + "/" + bundle.repository());
      Digest artifact = bundle.image().descriptor().digest();
      String tag = SignedBundles.tag(bundle.version());
      Optional<Digest> before = repository.resolve(tag).map(Descriptor::digest);
      if (keys.keys(KEY).isEmpty() || !before.equals(Optional.of(artifact))) {
        SignedBundles.put(repository, bundle, sign(bundle, directory));
        registry.flush();
      }
      PublisherKey key = keys.keys(KEY).getLast();
      return new BundleVerifier(repository, bundle.repository(), onlyOf(key))
          .verify(artifact, bundle.version())
          .bundle()
          .source();
    } catch (Refused e) {
      throw new UserError(e.code(), e.text(), e);
    } catch (IOException e) {
      throw new UserError(
          "home-unusable", "the key for directories can't be read or made: " + e.getMessage(), e);
    }
  }

  private Envelope sign(Bundle bundle, Path directory) throws UserError, IOException {
    PublisherSigner signer =
        keys.keys(KEY).isEmpty()
            ? keys.create(KEY, PublisherSigner.Scheme.ED25519, Optional.empty())
            : keys.signer(
                KEY,
                new PassphraseSource(Optional.empty(), Map.of(), question -> Optional.empty()));
    return BundleStatement.of(bundle, SourceRevision.of(directory), signer.publicKey())
        .sign(signer);
  }

  private static SignerChoice onlyOf(PublisherKey key) {
    return (publisher, envelopes) -> new SignerChoice.Chosen(find(envelopes, key), key);
  }

  private static Envelope find(List<Envelope> envelopes, PublisherKey key) throws Refused {
    return envelopes.stream()
        .filter(envelope -> envelope.names(key))
        .findFirst()
        .orElseThrow(() ->
            new Refused("publisher-key-foreign", "it is not signed with the key of this home"));
  }
}

package dev.symphony.registry.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Refused;
import dev.symphony.registry.install.Installer.Direction;
import dev.symphony.registry.manifest.Version;
import dev.symphony.registry.oci.Descriptor;
import dev.symphony.registry.oci.ImageManifest;
import dev.symphony.registry.oci.OciLayout;
import dev.symphony.registry.oci.Repository;
import dev.symphony.registry.publication.Bundle;
import dev.symphony.registry.publication.BundleStatement;
import dev.symphony.registry.publication.MediaTypes;
import dev.symphony.registry.publication.ReleaseList;
import dev.symphony.registry.publication.SignedBundles;
import dev.symphony.registry.signing.Envelope;
import dev.symphony.registry.signing.PublisherSigner;
import dev.symphony.registry.trust.KeyHistory;
import dev.symphony.registry.trust.KeyStatement;
import dev.symphony.registry.trust.RevokedKey;
import dev.symphony.registry.trust.TrustStore;
import dev.symphony.registry.trust.TrustedKey;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an author publishes can be installed; whatever somebody else changes about it is refused.
 */
class InstallerTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final PublisherSigner KEY = Author.signer(1);
  private static final Version ONE = new Version("1.0.0");
  private static final Version TWO = new Version("2.0.0");

  @TempDir Path directory;
  private final Map<String, Bytes> files = new HashMap<>();
  private Repository place = OciLayout.of("place", files).repository("acme/tool");
  private ReleaseList list = ReleaseList.empty(Author.NAME);
  private Installer installer = at(NOW);
  private TrustStore trust = trusting(KEY);

  private static TrustStore trusting(PublisherSigner signer) {
    return TrustStore.EMPTY.trusting("acme", new TrustedKey(signer.publicKey(), NOW, "test"));
  }

  private Installer at(Instant now) {
    return new Installer(
        OciLayout.of("home", new HashMap<>()),
        InstallStore.at(Path.of("unused")),
        InstantSource.fixed(now));
  }

  @BeforeEach
  void publishTheFirstVersion() throws Refused {
    installer =
        new Installer(
            OciLayout.at(directory.resolve("registry")),
            InstallStore.at(directory.resolve("installed")),
            InstantSource.fixed(NOW));
    publish("1.0.0");
  }

  private Bundle publish(String version) throws Refused {
    Bundle bundle = Author.bundle(version, "export default () => '" + version + "'");
    list = Author.publish(place, list, bundle, KEY);
    return bundle;
  }

  private InstalledExtension install(Version version) throws Refused {
    Offer offer = installer.look(place, Author.NAME, trust);
    return installer.keep(offer, installer.fetch(offer, version, Direction.FORWARD), "somebody");
  }

  private String refusal(Version version) {
    return assertThrows(Refused.class, () -> install(version)).code();
  }

  /** Puts {@code content} in the place of a piece, as somebody with the keys of the place can. */
  private void overwrite(String mediaType, Bundle bundle, String content) {
    Digest digest = bundle.image().layer(mediaType).orElseThrow().digest();
    files.put("blobs/sha256/" + digest.hex(), Bytes.utf8(content));
  }

  @Test
  void aPublishedVersion_isInstalledAndVerifiesOffline() throws Refused {
    InstalledExtension record = install(ONE);
    assertEquals(ONE, record.active());
    files.clear();
    InstalledExtension kept = installer.require(Author.NAME);
    assertEquals(record, kept);
    assertEquals(
        Optional.of("git:abc"),
        installer.open(Author.NAME, kept.activeVersion(), trust).revision());
  }

  @Test
  void changedPieces_areRefusedByName() throws Refused {
    for (Map.Entry<String, String> piece :
        Map.of(
                MediaTypes.CODE, "tampered-code",
                MediaTypes.MANIFEST, "tampered-manifest",
                MediaTypes.SBOM, "tampered-sbom")
            .entrySet()) {
      Bundle bundle = publish("1.0." + (list.sequence() + 1));
      overwrite(piece.getKey(), bundle, "something else");
      assertEquals(piece.getValue(), refusal(new Version(bundle.version())));
    }
  }

  @Test
  void changedModels_areRefused() throws Refused {
    Bytes model = Bytes.utf8("not really a model");
    Bundle bundle = Instrument.bundle(model);
    list = Author.publish(place, list, bundle, KEY);
    overwrite(MediaTypes.MODEL, bundle, "really not a model");
    assertEquals("tampered-model", refusal(new Version(bundle.version())));
  }

  @Test
  void exchangedArtifacts_areRefused() throws Refused {
    Bundle good = Author.bundle("2.0.0", "export default () => 'good'");
    Bundle evil = Author.bundle("2.0.0", "export default () => 'evil'");
    list = Author.publish(place, list, good, KEY);
    Envelope envelope = BundleStatement.of(good, Optional.empty(), KEY.publicKey()).sign(KEY);
    SignedBundles.put(place, evil, envelope);
    assertEquals("tag-moved", refusal(TWO));
    Author.put(
        place,
        list.with(TWO, evil.image().descriptor().digest()).renewed(Author.END),
        KEY,
        KeyHistory.EMPTY);
    assertEquals("tampered-code", refusal(TWO));
  }

  @Test
  void signaturesOfOtherArtifacts_areRefused() throws Refused {
    Bundle good = Author.bundle("2.0.0", "export default () => 'good'");
    Bundle renamed =
        new Bundle(
            good.source(),
            new ImageManifest(
                good.image().artifactType(),
                good.image().config(),
                good.image().layers(),
                Optional.empty(),
                Map.of("org.opencontainers.image.title", "something nicer")),
            good.blobs());
    SignedBundles.put(
        place, renamed, BundleStatement.of(good, Optional.empty(), KEY.publicKey()).sign(KEY));
    Author.put(
        place,
        list.with(TWO, renamed.image().descriptor().digest()).renewed(Author.END),
        KEY,
        KeyHistory.EMPTY);
    assertEquals("tampered-artifact", refusal(TWO));
  }

  @Test
  void changedSignatures_areRefused() throws Refused {
    Bundle bundle = Author.bundle("2.0.0", "x");
    Envelope good = BundleStatement.of(bundle, Optional.empty(), KEY.publicKey()).sign(KEY);
    byte[] changed = good.signatures().getFirst().value().toArray();
    changed[5] ^= 1;
    Envelope bad =
        new Envelope(
            good.payloadType(),
            good.payload(),
            List.of(
                new Envelope.Signature(
                    good.signatures().getFirst().keyId(), Bytes.copyOf(changed))));
    SignedBundles.put(place, bundle, bad);
    list = list.with(TWO, bundle.image().descriptor().digest()).renewed(Author.END);
    Author.put(place, list, KEY, KeyHistory.EMPTY);
    assertEquals("signature-invalid", refusal(TWO));
  }

  @Test
  void unsignedVersions_areRefused() throws Refused {
    Bundle bundle = Author.bundle("2.0.0", "x");
    for (Map.Entry<Descriptor, Bytes> blob : bundle.blobs().entrySet()) {
      place.putBlob(blob.getKey(), blob.getValue());
    }
    place.putManifest(bundle.image());
    place.tag("2.0.0", bundle.image());
    list = list.with(TWO, bundle.image().descriptor().digest()).renewed(Author.END);
    Author.put(place, list, KEY, KeyHistory.EMPTY);
    assertEquals("signature-missing", refusal(TWO));
  }

  @Test
  void keysOfOthers_areRefused() throws Refused {
    PublisherSigner other = Author.signer(9);
    ReleaseList stolen = Author.publish(place, list, Author.bundle("2.0.0", "evil"), other);
    assertEquals("publisher-key-foreign", refusal(TWO));
    Author.put(place, stolen.renewed(Author.END), KEY, KeyHistory.EMPTY);
    assertEquals("publisher-key-foreign", refusal(TWO));
    trust = TrustStore.EMPTY;
    assertEquals("publisher-unknown", refusal(TWO));
  }

  @Test
  void revokedKeys_areRefusedAndInstalledVersionsOfThemToo() throws Refused {
    InstalledExtension record = install(ONE);
    trust = trust.revoking(new RevokedKey(KEY.publicKey().fingerprint(), NOW, "stolen"));
    assertEquals("publisher-key-revoked", refusal(ONE));
    Refused refused =
        assertThrows(
            Refused.class, () -> installer.open(Author.NAME, record.activeVersion(), trust));
    assertEquals("publisher-key-revoked", refused.code());
  }

  @Test
  void olderVersions_comeOnlyWhenAskedFor() throws Refused {
    publish("2.0.0");
    install(TWO);
    assertEquals("version-rollback", refusal(ONE));
    Offer offer = installer.look(place, Author.NAME, trust);
    installer.keep(offer, installer.fetch(offer, ONE, Direction.ANY), "somebody");
    assertEquals(ONE, installer.require(Author.NAME).active());
  }

  @Test
  void olderLists_areRefused() throws Refused {
    ReleaseList before = list;
    publish("2.0.0");
    install(TWO);
    Author.put(place, before, KEY, KeyHistory.EMPTY);
    assertEquals("releases-rollback", refusal(ONE));
  }

  @Test
  void listsThatEnded_areRefused() throws Refused {
    Refused refused =
        assertThrows(Refused.class, () -> at(Author.END).look(place, Author.NAME, trust));
    assertEquals("releases-expired", refused.code());
  }

  @Test
  void versionsThatPointElsewhere_areRefused() throws Refused {
    install(ONE);
    list = Author.publish(place, list, Author.bundle("1.0.0", "export default 1"), KEY);
    assertEquals("tag-moved", refusal(ONE));
  }

  @Test
  void oldVersionsUnderNewNames_areRefused() throws Refused {
    Bundle old = Author.bundle("1.0.0", "old and weak");
    list = Author.publish(place, list, old, KEY);
    place.tag("2.0.0", old.image());
    list = list.with(TWO, old.image().descriptor().digest()).renewed(Author.END);
    Author.put(place, list, KEY, KeyHistory.EMPTY);
    assertEquals("bundle-misnamed", refusal(TWO));
  }

  @Test
  void rotatedKeys_areFollowedAndOldOnesSignNothingNew() throws Refused {
    PublisherSigner next = Author.signer(2);
    KeyHistory history =
        KeyHistory.EMPTY.with(
            KeyStatement.sign(new KeyStatement.Rotation("acme", next.publicKey()), KEY, NOW));
    Bundle bundle = Author.bundle("2.0.0", "x");
    ReleaseList rotated = Author.publish(place, list, bundle, next);
    Author.put(place, rotated, next, history);
    Offer offer = installer.look(place, Author.NAME, trust);
    assertEquals(Optional.of(next.publicKey()), offer.trust().latest("acme"));
    installer.keep(offer, installer.fetch(offer, TWO, Direction.FORWARD), "somebody");
    trust = offer.trust();
    Author.put(place, rotated.renewed(Author.END), KEY, history);
    assertEquals("publisher-key-foreign", refusal(TWO));
  }

  @Test
  void rotationsThatTheOldKeyDidNotSign_changeNothing() throws Refused {
    PublisherSigner evil = Author.signer(3);
    KeyHistory history =
        KeyHistory.EMPTY.with(
            KeyStatement.sign(new KeyStatement.Rotation("acme", evil.publicKey()), evil, NOW));
    assertEquals(trust, trust.following("acme", history, NOW));
  }

  @Test
  void revocationsOfThePublisher_areFollowed() throws Refused {
    PublisherSigner next = Author.signer(2);
    KeyHistory history =
        KeyHistory.EMPTY
            .with(KeyStatement.sign(new KeyStatement.Rotation("acme", next.publicKey()), KEY, NOW))
            .with(
                KeyStatement.sign(
                    new KeyStatement.Revocation("acme", KEY.publicKey().fingerprint(), "stolen"),
                    next,
                    NOW));
    TrustStore followed = trust.following("acme", history, NOW);
    assertTrue(followed.isRevoked(KEY.publicKey()));
    assertFalse(followed.isRevoked(next.publicKey()));
    Author.put(place, list.renewed(Author.END), next, history);
    assertEquals("publisher-key-revoked", refusal(ONE));
  }

  @Test
  void anOldKey_cannotRevokeTheNewOne() throws Refused {
    PublisherSigner next = Author.signer(2);
    KeyHistory history =
        KeyHistory.EMPTY
            .with(KeyStatement.sign(new KeyStatement.Rotation("acme", next.publicKey()), KEY, NOW))
            .with(
                KeyStatement.sign(
                    new KeyStatement.Revocation("acme", next.publicKey().fingerprint(), "a lie"),
                    KEY,
                    NOW));
    assertFalse(trust.following("acme", history, NOW).isRevoked(next.publicKey()));
  }

  @Test
  void versionsThatWait_doNotRunUntilSomebodyAgrees() throws Refused {
    install(ONE);
    publish("2.0.0");
    Offer offer = installer.look(place, Author.NAME, trust);
    InstalledExtension waiting =
        installer.keep(offer, installer.fetch(offer, TWO, Direction.FORWARD), "");
    assertEquals(ONE, waiting.active());
    assertEquals(TWO, waiting.waiting().orElseThrow().version());
    InstalledExtension agreed = installer.activate(Author.NAME, TWO, "somebody");
    assertEquals(TWO, agreed.active());
    assertEquals(Optional.empty(), agreed.waiting());
  }
}

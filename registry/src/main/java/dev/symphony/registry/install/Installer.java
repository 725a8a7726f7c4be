package dev.symphony.registry.install;

import dev.symphony.registry.Digest;
import dev.symphony.registry.Refused;
import dev.symphony.registry.SideBySide;
import dev.symphony.registry.manifest.ExtensionName;
import dev.symphony.registry.manifest.RequestedCapability;
import dev.symphony.registry.manifest.Version;
import dev.symphony.registry.oci.Descriptor;
import dev.symphony.registry.oci.OciLayout;
import dev.symphony.registry.oci.Repository;
import dev.symphony.registry.publication.BundleFile;
import dev.symphony.registry.publication.BundleVerifier;
import dev.symphony.registry.publication.PublishedReleases;
import dev.symphony.registry.publication.ReleaseList;
import dev.symphony.registry.publication.SignedBundles;
import dev.symphony.registry.publication.VerifiedBundle;
import dev.symphony.registry.signing.PublisherKey;
import dev.symphony.registry.trust.TrustStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Brings extensions into a home: looks what a place has, verifies it, keeps it. */
public final class Installer {
  private final OciLayout registry;
  private final InstallStore store;
  private final InstantSource clock;

  /** An installer into {@code registry} and {@code store}, which belong to one home. */
  public Installer(OciLayout registry, InstallStore store, InstantSource clock) {
    this.registry = registry;
    this.store = store;
    this.clock = clock;
  }

  /** The records of what is installed. */
  public InstallStore store() {
    return store;
  }

  /**
   * What {@code place} has of an extension. Nothing is changed.
   *
   * @throws Refused {@code releases-missing}, {@code releases-rollback}, {@code releases-expired},
   *     {@code tag-moved}, {@code publisher-unknown}, {@code publisher-key-foreign}, {@code
   *     publisher-key-revoked}, and those of signatures and of the place
   */
  public Offer look(Repository place, ExtensionName name, TrustStore trust) throws Refused {
    PublishedReleases published = published(place, name);
    Instant now = clock.instant();
    TrustStore followed = trust.following(name.publisher(), published.history(), now);
    PublisherKey latest = followed.choose(name.publisher(), List.of(published.list())).key();
    if (!followed.latest(name.publisher()).filter(latest::equals).isPresent()) {
      throw new Refused(
          "publisher-key-foreign",
          "the list of versions of " + name + " is signed with a key that was replaced");
    }
    ReleaseList releases = published.verify(name, latest);
    Optional<InstalledExtension> installed = store.find(name);
    requireFresh(releases, installed, now);
    return new Offer(name, place, Optional.of(published), releases, followed, installed);
  }

  /**
   * What a packed file has. It comes without a list of versions, so nothing but the publisher's
   * signature speaks for it. Nothing is changed.
   *
   * @throws Refused {@code tag-moved} when the version was seen with other content
   */
  public Offer look(BundleFile file, TrustStore trust) throws Refused {
    Optional<InstalledExtension> installed = store.find(file.name());
    Digest seen = installed.map(InstalledExtension::seen).orElse(Map.of()).get(file.version());
    if (seen != null && !seen.equals(file.artifact())) {
      throw moved(file.name(), file.version());
    }
    ReleaseList only =
        new ReleaseList(
            file.name(),
            installed.map(InstalledExtension::sequence).orElse(0L),
            Instant.MAX,
            Map.of(file.version(), file.artifact()));
    return new Offer(file.name(), file.repository(), Optional.empty(), only, trust, installed);
  }

  /**
   * The signed list of versions that {@code place} has.
   *
   * @throws Refused {@code releases-missing} when there is none
   */
  public static PublishedReleases published(Repository place, ExtensionName name) throws Refused {
    return PublishedReleases.in(place)
        .orElseThrow(() ->
            new Refused(
                "releases-missing", "there is no " + name + " there: no signed list of versions"));
  }

  private static void requireFresh(
      ReleaseList releases, Optional<InstalledExtension> installed, Instant now) throws Refused {
    if (!now.isBefore(releases.expires())) {
      throw new Refused(
          "releases-expired",
          "the list of versions of "
              + releases.extension()
              + " ended at "
              + releases.expires()
              + "; the publisher renews it with: symphony publish --renew");
    }
    if (installed.isEmpty()) {
      return;
    }
    if (releases.sequence() < installed.get().sequence()) {
      throw new Refused(
          "releases-rollback",
          "the list of versions has number "
              + releases.sequence()
              + ", but number "
              + installed.get().sequence()
              + " was seen before: somebody shows an old one");
    }
    for (Map.Entry<Version, Digest> seen : installed.get().seen().entrySet()) {
      Digest listed = releases.versions().get(seen.getKey());
      if (listed != null && !listed.equals(seen.getValue())) {
        throw moved(releases.extension(), seen.getKey());
      }
    }
  }

  private static Refused moved(ExtensionName name, Version version) {
    return new Refused(
        "tag-moved",
        name + "@" + version + " points to another artifact than it did; don't use it");
  }

  /** Whether a version may come that is older than the active one. */
  public enum Direction {
    /** Newer ones only. */
    FORWARD,
    /** Older ones as well, because a person asked for it. */
    ANY
  }

  /**
   * Fetches a version and verifies it. Nothing is changed.
   *
   * @throws Refused {@code version-unknown}, {@code version-rollback}, {@code tag-moved}, and as
   *     {@link BundleVerifier#verify}
   */
  public VerifiedBundle fetch(Offer offer, Version version, Direction direction) throws Refused {
    Digest listed =
        Optional.ofNullable(offer.releases().versions().get(version))
            .orElseThrow(() ->
                new Refused(
                    "version-unknown",
                    offer.name()
                        + " has no version "
                        + version
                        + "; it has "
                        + offer.releases().versions().keySet()));
    Optional<Version> active = offer.installed().map(InstalledExtension::active);
    if (direction == Direction.FORWARD
        && active.filter(running -> version.compareTo(running) < 0).isPresent()) {
      throw new Refused(
          "version-rollback",
          offer.name()
              + "@"
              + version
              + " is older than "
              + active.get()
              + ", which is installed; to go back: --downgrade");
    }
    Optional<Descriptor> tagged = offer.repository().resolve(SignedBundles.tag(version.text()));
    if (!tagged.map(Descriptor::digest).equals(Optional.of(listed))) {
      throw moved(offer.name(), version);
    }
    return new BundleVerifier(offer.repository(), offer.name().toString(), offer.trust())
        .verify(listed, version.text());
  }

  /**
   * A verified version that is to be kept.
   *
   * @param offer what it was found in
   * @param bundle the version
   * @param approvedBy who agreed to what it asks for; empty when nobody did yet
   */
  public record Choice(Offer offer, VerifiedBundle bundle, String approvedBy) {}

  /**
   * Keeps verified versions of different extensions, all of them durably when this returns. One
   * that somebody approved is active from now on; another one waits beside the active one, and the
   * first version of an extension can't wait.
   *
   * @return the records as they are kept, in the same order
   */
  public List<InstalledExtension> keep(List<Choice> choices) throws Refused {
    List<InstalledExtension> records = SideBySide.all(choices, this::put);
    registry.flush();
    store.save(records);
    return records;
  }

  private InstalledExtension put(Choice choice) throws Refused {
    Repository home = registry.repository(choice.offer().name().toString());
    SignedBundles.put(home, choice.bundle().bundle(), choice.bundle().envelope());
    if (choice.offer().published().isPresent()) {
      choice.offer().published().get().put(home);
    }
    return record(choice);
  }

  /** Keeps one verified version, as {@link #keep(List)} does. */
  public InstalledExtension keep(Offer offer, VerifiedBundle bundle, String approvedBy)
      throws Refused {
    return keep(List.of(new Choice(offer, bundle, approvedBy))).getFirst();
  }

  private InstalledExtension record(Choice choice) {
    Offer offer = choice.offer();
    InstalledVersion version = version(choice.bundle(), choice.approvedBy());
    InstalledExtension record =
        new InstalledExtension(
                offer.name(),
                choice.bundle().bundle().source().manifest().kind().id(),
                offer.installed().map(InstalledExtension::active).orElse(version.version()),
                withAdded(offer, version),
                offer.installed().map(InstalledExtension::seen).orElse(Map.of()),
                offer.releases().sequence(),
                offer.repository().place())
            .with(version);
    return version.isApproved()
        ? record.activating(version.version()).pruned(record.active())
        : record;
  }

  private static Map<Version, InstalledVersion> withAdded(Offer offer, InstalledVersion added) {
    return offer
        .installed()
        .map(InstalledExtension::versions)
        .orElse(Map.of(added.version(), added));
  }

  private InstalledVersion version(VerifiedBundle bundle, String approvedBy) {
    return new InstalledVersion(
        new Version(bundle.bundle().version()),
        bundle.digest(),
        bundle.signer().fingerprint(),
        clock.instant(),
        approvedBy,
        bundle.bundle().source().manifest().capabilities().stream()
            .map(RequestedCapability::right)
            .map(Object::toString)
            .toList());
  }

  /**
   * Verifies an installed version again, from what the home has alone.
   *
   * @throws Refused as {@link BundleVerifier#verify}
   */
  public VerifiedBundle open(ExtensionName name, InstalledVersion version, TrustStore trust)
      throws Refused {
    return new BundleVerifier(registry.repository(name.toString()), name.toString(), trust)
        .verify(version.artifact(), version.version().text());
  }

  /**
   * Lets another version that is here be the active one.
   *
   * @throws Refused {@code version-unknown} when it is not here
   */
  public InstalledExtension activate(ExtensionName name, Version version, String approvedBy)
      throws Refused {
    InstalledExtension record = require(name);
    InstalledVersion found = record.versions().get(version);
    if (found == null) {
      throw new Refused("version-unknown", name + "@" + version + " is not installed");
    }
    InstalledVersion approved =
        new InstalledVersion(
            found.version(),
            found.artifact(),
            found.signer(),
            found.installed(),
            approvedBy,
            found.rights());
    InstalledExtension changed = record.with(approved).activating(version);
    store.save(changed);
    return changed;
  }

  /**
   * Forgets extensions, and deletes what nothing else needs of what came with them.
   *
   * @param ownPublishers says whose extensions this home publishes; those stay published
   * @return how many files went
   * @throws Refused {@code extension-not-installed}
   */
  public int remove(List<ExtensionName> names, Predicate<String> ownPublishers) throws Refused {
    for (ExtensionName name : names) {
      require(name);
    }
    for (ExtensionName name : names) {
      store.remove(name);
      if (!ownPublishers.test(name.publisher())) {
        registry.forget(name.toString());
      }
    }
    return registry.sweep();
  }

  /**
   * The record of an extension.
   *
   * @throws Refused {@code extension-not-installed} when there is none
   */
  public InstalledExtension require(ExtensionName name) throws Refused {
    return store
        .find(name)
        .orElseThrow(() ->
            new Refused("extension-not-installed", name + " is not installed; see: symphony list"));
  }
}

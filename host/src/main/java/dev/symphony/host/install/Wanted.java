package dev.symphony.host.install;

import dev.symphony.registry.Refused;
import dev.symphony.registry.install.Installer;
import dev.symphony.registry.install.Offer;
import dev.symphony.registry.manifest.ExtensionName;
import dev.symphony.registry.manifest.Version;
import dev.symphony.registry.oci.Repository;
import dev.symphony.registry.publication.BundleFile;
import dev.symphony.registry.signing.PublisherKey;
import dev.symphony.registry.trust.TrustStore;

/** A version that a person wants installed, and where it is. */
public sealed interface Wanted {

  /** A published one: that version, or the newest on its list. */
  record Published(Repository place, ExtensionReference reference) implements Wanted {}

  /** One in a packed file. */
  record Packed(BundleFile file) implements Wanted {}

  /** Which extension. */
  default ExtensionName name() {
    return switch (this) {
      case Published wanted -> wanted.reference().name();
      case Packed wanted -> wanted.file().name();
    };
  }

  /** The key that it says it is signed with. */
  default PublisherKey claimedKey() throws Refused {
    return switch (this) {
      case Published wanted -> Installer.published(wanted.place(), name()).claimedKey();
      case Packed wanted -> wanted.file().claimedKey();
    };
  }

  /** What there is, as {@link Installer#look} finds it. */
  default Offer look(Installer installer, TrustStore trust) throws Refused {
    return switch (this) {
      case Published wanted -> installer.look(wanted.place(), name(), trust);
      case Packed wanted -> installer.look(wanted.file(), trust);
    };
  }

  /** Which version of those that there are. */
  default Version version(Offer offer) throws Refused {
    return switch (this) {
      case Published wanted ->
          wanted.reference().version().isPresent()
              ? wanted.reference().version().get()
              : offer
                  .releases()
                  .newest()
                  .orElseThrow(
                      () -> new Refused("version-unknown", name() + " has no version yet"));
      case Packed wanted -> wanted.file().version();
    };
  }
}

package dev.symphony.registry.install;

import dev.symphony.registry.manifest.ExtensionName;
import dev.symphony.registry.oci.Repository;
import dev.symphony.registry.publication.PublishedReleases;
import dev.symphony.registry.publication.ReleaseList;
import dev.symphony.registry.trust.TrustStore;
import java.util.Optional;

/**
 * What a place has of an extension, held against what the home knows of it. Only {@link
 * Installer#look} makes one.
 */
public final class Offer {
  private final ExtensionName name;
  private final Repository repository;
  private final Optional<PublishedReleases> published;
  private final ReleaseList releases;
  private final TrustStore trust;
  private final Optional<InstalledExtension> installed;

  Offer(
      ExtensionName name,
      Repository repository,
      Optional<PublishedReleases> published,
      ReleaseList releases,
      TrustStore trust,
      Optional<InstalledExtension> installed) {
    this.name = name;
    this.repository = repository;
    this.published = published;
    this.releases = releases;
    this.trust = trust;
    this.installed = installed;
  }

  /** Which extension. */
  public ExtensionName name() {
    return name;
  }

  /** The versions that there are. */
  public ReleaseList releases() {
    return releases;
  }

  /** Whom the home trusts after what the publisher says about its keys. */
  public TrustStore trust() {
    return trust;
  }

  /** What the home has of the extension. */
  public Optional<InstalledExtension> installed() {
    return installed;
  }

  Repository repository() {
    return repository;
  }

  Optional<PublishedReleases> published() {
    return published;
  }
}

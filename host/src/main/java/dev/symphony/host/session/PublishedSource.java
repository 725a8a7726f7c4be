package dev.symphony.host.session;

import dev.symphony.host.UserError;
import dev.symphony.host.install.ExtensionReference;
import dev.symphony.host.install.HomeRegistry;
import dev.symphony.registry.Refused;
import dev.symphony.registry.bundle.ExtensionSource;
import dev.symphony.registry.install.InstalledExtension;
import dev.symphony.registry.install.InstalledVersion;
import dev.symphony.registry.manifest.Version;
import java.util.Optional;

/** Reads installed extensions out of a home; each is verified every time. */
final class PublishedSource {
  private PublishedSource() {}

  static ExtensionSource read(Optional<HomeRegistry> home, ExtensionReference reference)
      throws UserError {
    HomeRegistry registry =
        home.orElseThrow(
            () -> new UserError("home-needed", "an installed extension needs a home: --home DIR"));
    try {
      InstalledExtension record = registry.installer().require(reference.name());
      return registry
          .installer()
          .open(record.name(), version(record, reference), registry.trust().load())
          .bundle()
          .source();
    } catch (Refused e) {
      throw new UserError(e.code(), e.text(), e);
    }
  }

  private static InstalledVersion version(InstalledExtension record, ExtensionReference reference)
      throws Refused {
    Version version = reference.version().orElse(record.active());
    InstalledVersion found = record.versions().get(version);
    if (found == null) {
      throw new Refused("version-unknown", reference + " is not installed; see: symphony list");
    }
    if (!found.isApproved()) {
      throw new Refused(
          "consent-needed",
          reference + " waits for somebody to agree to what it asks for: symphony update --yes");
    }
    return found;
  }
}

package dev.symphony.host.install;

import dev.symphony.host.home.Home;
import dev.symphony.registry.install.InstallStore;
import dev.symphony.registry.install.Installer;
import dev.symphony.registry.oci.OciLayout;
import dev.symphony.registry.trust.TrustFile;
import java.time.InstantSource;

/**
 * What a home keeps about extensions of others: its registry, whom it trusts, what is installed.
 *
 * @param registry the embedded registry
 * @param trust whose signatures count
 * @param installer brings extensions in
 */
public record HomeRegistry(OciLayout registry, TrustFile trust, Installer installer) {
  /** The registry of an open home. */
  public static HomeRegistry of(Home home, InstantSource clock) {
    OciLayout registry = OciLayout.at(home.registry());
    return new HomeRegistry(
        registry,
        TrustFile.at(home.trust()),
        new Installer(registry, InstallStore.at(home.installed()), clock));
  }
}

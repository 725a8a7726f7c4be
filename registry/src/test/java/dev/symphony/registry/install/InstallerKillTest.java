package dev.symphony.registry.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.registry.Refused;
import dev.symphony.registry.install.Installer.Choice;
import dev.symphony.registry.install.Installer.Direction;
import dev.symphony.registry.manifest.Version;
import dev.symphony.registry.oci.OciLayout;
import dev.symphony.registry.oci.Repository;
import dev.symphony.registry.publication.ReleaseList;
import dev.symphony.registry.signing.PublisherSigner;
import dev.symphony.registry.trust.TrustStore;
import dev.symphony.registry.trust.TrustedKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it installs loses nothing of what it said is installed. */
class InstallerKillTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final PublisherSigner KEY = Author.signer(1);
  private static final TrustStore TRUST =
      TrustStore.EMPTY.trusting("acme", new TrustedKey(KEY.publicKey(), NOW, "test"));

  @TempDir Path directory;

  private static Installer installer(Path home) {
    return new Installer(
        OciLayout.at(home.resolve("registry")),
        InstallStore.at(home.resolve("installed")),
        InstantSource.fixed(NOW));
  }

  /** Installs newer and newer versions for ever, and says after each that it is installed. */
  public static void main(String[] arguments) throws Refused {
    Repository place = OciLayout.of("place", new HashMap<>()).repository("acme/tool");
    Installer installer = installer(Path.of(arguments[0]));
    ReleaseList list = ReleaseList.empty(Author.NAME);
    for (int step = 1; step > 0; step++) {
      Version version = new Version("1.0." + step);
      list =
          Author.publish(
              place, list, Author.bundle(version.text(), "export default () => " + step), KEY);
      Offer offer = installer.look(place, Author.NAME, TRUST);
      installer.keep(
          List.of(new Choice(offer, installer.fetch(offer, version, Direction.FORWARD), "test")));
      System.out.println(step);
      System.out.flush();
    }
  }

  @Test
  void whatWasAcknowledged_survivesAKillAndVerifies()
      throws IOException, InterruptedException, Refused {
    for (int round = 0; round < 3; round++) {
      Path home = directory.resolve("home" + round);
      int said = KilledProgram.run(InstallerKillTest.class, home, 5 + 4 * round);
      Installer installer = installer(home);
      InstalledExtension record = installer.require(Author.NAME);
      int active = Integer.parseInt(record.active().text().substring("1.0.".length()));
      assertTrue(active == said || active == said + 1, "said " + said + ", found " + active);
      assertEquals(
          record.active().text(),
          installer.open(Author.NAME, record.activeVersion(), TRUST).bundle().version());
    }
  }
}

package dev.symphony.registry.install;

import dev.symphony.registry.Digest;
import dev.symphony.registry.manifest.Version;
import java.time.Instant;
import java.util.List;

/**
 * A version of an extension that a home has.
 *
 * @param version which version
 * @param artifact its artifact, in the registry of the home
 * @param signer the fingerprint of the key that signed it
 * @param installed when it came
 * @param approvedBy who agreed to what it asks for; empty while it waits for somebody
 * @param rights what it asks for, as text
 */
public record InstalledVersion(
    Version version,
    Digest artifact,
    Digest signer,
    Instant installed,
    String approvedBy,
    List<String> rights) {
  public InstalledVersion {
    rights = List.copyOf(rights);
  }

  /** Whether somebody agreed to what it asks for. */
  public boolean isApproved() {
    return !approvedBy.isEmpty();
  }
}

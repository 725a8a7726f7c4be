package dev.symphony.registry.install;

import dev.symphony.registry.Digest;
import dev.symphony.registry.manifest.ExtensionName;
import dev.symphony.registry.manifest.Version;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a home has of one extension. Exactly one version is active; the record is replaced as a
 * whole, so that this holds at every moment.
 *
 * @param name which extension
 * @param kind instrument, operator or motif
 * @param active the version that runs
 * @param versions every version that is here, the active one among them
 * @param seen every version that was ever seen, with its artifact: a version never changes
 * @param sequence the number of the newest list of versions that was seen
 * @param place where it came from
 */
public record InstalledExtension(
    ExtensionName name,
    String kind,
    Version active,
    Map<Version, InstalledVersion> versions,
    Map<Version, Digest> seen,
    long sequence,
    String place) {
  public InstalledExtension {
    versions = new TreeMap<>(versions);
    seen = new TreeMap<>(seen);
    if (!versions.containsKey(active)) {
      throw new IllegalArgumentException("the active version of " + name + " is not here");
    }
  }

  /** The version that runs. */
  public InstalledVersion activeVersion() {
    return Optional.ofNullable(versions.get(active)).orElseThrow();
  }

  /** The newest version that somebody agreed to, and that is not the active one. */
  public Optional<InstalledVersion> before() {
    return versions.values().stream()
        .filter(version -> version.isApproved() && !version.version().equals(active))
        .reduce((earlier, later) -> later);
  }

  /** The newest version that waits for somebody to agree. */
  public Optional<InstalledVersion> waiting() {
    return versions.values().stream()
        .filter(version -> !version.isApproved())
        .reduce((earlier, later) -> later);
  }

  /** The record in which {@code version} is the active one, and waits for nobody. */
  InstalledExtension activating(Version version) {
    return new InstalledExtension(name, kind, version, versions, seen, sequence, place);
  }

  /** The record with {@code added}, in the place of the same version. */
  InstalledExtension with(InstalledVersion added) {
    Map<Version, InstalledVersion> all = new TreeMap<>(versions);
    all.put(added.version(), added);
    Map<Version, Digest> known = new TreeMap<>(seen);
    known.put(added.version(), added.artifact());
    return new InstalledExtension(name, kind, active, all, known, sequence, place);
  }

  /** The record without the versions that are neither active nor waiting nor {@code before}. */
  InstalledExtension pruned(Version before) {
    Map<Version, InstalledVersion> kept = new TreeMap<>(versions);
    kept.values()
        .removeIf(version ->
            version.isApproved()
                && !version.version().equals(active)
                && !version.version().equals(before));
    return new InstalledExtension(name, kind, active, kept, seen, sequence, place);
  }
}

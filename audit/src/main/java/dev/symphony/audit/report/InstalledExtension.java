package dev.symphony.audit.report;

import java.util.List;

/**
 * An extension as the home knows it.
 *
 * @param name {@code publisher/name@version}
 * @param kind instrument, operator or motif
 * @param digest of its code and manifest
 * @param rights what it was granted the last time
 * @param reach what it can touch, directly or through others, in plain words
 * @param lastRun when it ran last
 */
public record InstalledExtension(
    String name,
    String kind,
    String digest,
    List<String> rights,
    List<String> reach,
    String lastRun) {
  public InstalledExtension {
    rights = List.copyOf(rights);
    reach = List.copyOf(reach);
  }
}

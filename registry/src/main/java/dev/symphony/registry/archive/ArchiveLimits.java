package dev.symphony.registry.archive;

/**
 * What an archive may hold.
 *
 * @param files how many files
 * @param totalBytes how many bytes all contents together may have
 */
public record ArchiveLimits(int files, long totalBytes) {
  /** The code of an extension: 1,001 files (the manifest is one) and 34 MiB. */
  public static final ArchiveLimits CODE = new ArchiveLimits(1_001, 34L << 20);

  /** A whole bundle in one file, its model included. */
  public static final ArchiveLimits BUNDLE = new ArchiveLimits(64, 640L << 20);

  /** The largest archive within these limits, in bytes. */
  public long archiveBytes() {
    return totalBytes + (files + 2L) * 2 * TarHeader.BLOCK;
  }
}

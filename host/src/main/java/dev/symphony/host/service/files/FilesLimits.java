package dev.symphony.host.service.files;

/**
 * How much one call on a directory may take.
 *
 * @param maxReadBytes the largest file that can be read
 * @param maxEntries the most files and directories that one listing looks at
 * @param maxDepth the most directories below one another that a listing or a path goes down
 */
public record FilesLimits(long maxReadBytes, int maxEntries, int maxDepth) {
  /** 32 MiB for a read, 500,000 entries, 64 levels. */
  public static final FilesLimits DEFAULT = new FilesLimits(32L << 20, 500_000, 64);

  public FilesLimits {
    if (maxReadBytes < 1 || maxReadBytes > 1L << 30 || maxEntries < 1 || maxDepth < 1) {
      throw new IllegalArgumentException("limits are positive, and a read has at most 1 GiB");
    }
  }
}

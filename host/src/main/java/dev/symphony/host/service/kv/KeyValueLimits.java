package dev.symphony.host.service.kv;

/**
 * How much can be kept.
 *
 * @param maxValueBytes of one value, in the form it is kept in
 * @param maxKeys of one extension
 * @param maxExtensionBytes of one extension, keys and values
 * @param maxDatabaseBytes of all extensions, with what the database itself needs
 */
public record KeyValueLimits(
    int maxValueBytes, int maxKeys, long maxExtensionBytes, long maxDatabaseBytes) {
  /** 1 MiB for a value, 10,000 keys and 64 MiB for an extension, 1 GiB in all. */
  public static final KeyValueLimits DEFAULT =
      new KeyValueLimits(1 << 20, 10_000, 64L << 20, 1L << 30);
}

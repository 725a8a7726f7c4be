package dev.symphony.host.service.files;

/**
 * A regular file below the granted directory.
 *
 * @param path relative to the directory, in canonical form, {@code /} as separator
 * @param size in bytes, when it was looked at
 */
public record FileEntry(String path, long size) {}

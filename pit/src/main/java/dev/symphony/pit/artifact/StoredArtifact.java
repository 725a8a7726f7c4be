package dev.symphony.pit.artifact;

/**
 * Where an artifact is to be found.
 *
 * @param digest {@code sha256:} and 64 hexadecimal digits: the name to get it by
 * @param size in bytes
 */
public record StoredArtifact(String digest, long size) {}

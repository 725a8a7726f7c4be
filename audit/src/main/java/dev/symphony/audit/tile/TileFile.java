package dev.symphony.audit.tile;

import dev.symphony.capabilities.Bytes;

/**
 * A file of a log.
 *
 * @param name relative to the directory of the log
 * @param content all its bytes
 */
public record TileFile(String name, Bytes content) {}

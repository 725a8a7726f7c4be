package dev.symphony.audit.tile;

import dev.symphony.audit.merkle.TreeHasher;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which part of a log a file holds.
 *
 * @param level the level of the tile; {@link #ENTRIES} for a bundle
 * @param index its place within the level
 * @param width how many hashes or entries it has
 */
public record TileLocation(int level, long index, int width) {
  /** Stands for the level of a bundle. */
  public static final int ENTRIES = -1;

  private static final Pattern NAME =
      Pattern.compile(
          "tile/(entries|[0-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/)*[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

  /** Reads the name of a file; nothing when no file of a log has that name. */
  public static Optional<TileLocation> parse(String name) {
    Matcher parts = NAME.matcher(name.replace('\\', '/'));
    if (!parts.matches()) {
      return Optional.empty();
    }
    int level = parts.group(1).equals("entries") ? ENTRIES : Integer.parseInt(parts.group(1));
    long index = Long.parseLong(parts.group(2).replaceAll("[x/]", ""));
    int width = parts.group(3) == null ? TileName.WIDTH : Integer.parseInt(parts.group(3));
    TileLocation location = new TileLocation(level, index, width);
    return location.name().equals(name) ? Optional.of(location) : Optional.empty();
  }

  /** The name of the file. */
  public String name() {
    return level == ENTRIES ? TileName.entries(index, width) : TileName.hashes(level, index, width);
  }

  /** Whether it is not full. */
  public boolean isPartial() {
    return width < TileName.WIDTH;
  }

  /** The same place, with another width. */
  public TileLocation ofWidth(int other) {
    return new TileLocation(level, index, other);
  }

  /** The width that it has in a log of {@code size} entries, 0 when it is not there yet. */
  public int widthAt(long size) {
    int shift = TileName.HEIGHT * Math.max(level, 0);
    long count = shift < Long.SIZE ? size >>> shift : 0;
    return Math.clamp(count - index * TileName.WIDTH, 0, TileName.WIDTH);
  }

  /** Whether {@code content} has as many hashes or entries as the width says. */
  public boolean holdsItsWidth(byte[] content) {
    return level == ENTRIES
        ? EntryBundle.read(content, width).isPresent()
        : content.length == width * TreeHasher.HASH_BYTES;
  }
}

package dev.symphony.audit.tile;

/**
 * Where the files of a log are, relative to its directory.
 *
 * <p>A tile holds 256 hashes of one level of the tree, levels counted in steps of eight; a bundle
 * holds 256 entries. The last of a level may hold fewer, and then says how many.
 */
final class TileName {
  /** How many hashes or entries a full tile or bundle has. */
  static final int WIDTH = 256;

  /** How many levels of the tree lie between two levels of tiles. */
  static final int HEIGHT = 8;

  private TileName() {}

  static String hashes(int level, long index, int width) {
    return "tile/" + level + "/" + place(index, width);
  }

  static String entries(long index, int width) {
    return "tile/entries/" + place(index, width);
  }

  /** The directory of the partial ones at an index, given the name of the full one. */
  static String partials(String full) {
    return full + ".p";
  }

  private static String place(long index, int width) {
    StringBuilder place = new StringBuilder("%03d".formatted(index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      place.insert(0, "x%03d/".formatted(rest % 1000));
    }
    return width == WIDTH ? place.toString() : place + ".p/" + width;
  }
}

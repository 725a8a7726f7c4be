package dev.symphony.audit.tile;

import dev.symphony.audit.merkle.TreeHasher;
import dev.symphony.capabilities.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * The last tile of each level and the last bundle, and how they grow. It touches no files: it says
 * which files there have to be, to whoever writes them, and to whoever compares them.
 */
public final class TileEdge {
  private final TreeHasher hasher;
  private final List<List<Bytes>> levels = new ArrayList<>();
  private final List<byte[]> bundle = new ArrayList<>();
  private final List<TileFile> full = new ArrayList<>();
  private long size;

  /** The edge of an empty log. */
  public TileEdge(TreeHasher hasher) {
    this.hasher = hasher;
    levels.add(new ArrayList<>());
  }

  /**
   * The edge of a log as it is on the disk.
   *
   * @throws java.io.UncheckedIOException when a file is missing or has the wrong length
   */
  public static TileEdge of(TreeHasher hasher, TileReader reader) {
    TileEdge edge = new TileEdge(hasher);
    edge.size = reader.size();
    edge.levels.clear();
    for (int level = 0; level == 0 || reader.count(level) > 0; level++) {
      long count = reader.count(level);
      int width = (int) (count % TileName.WIDTH);
      edge.levels.add(
          new ArrayList<>(
              width == 0
                  ? List.of()
                  : reader.hashes(level, count / TileName.WIDTH).subList(0, width)));
    }
    if (reader.size() % TileName.WIDTH != 0) {
      edge.bundle.addAll(reader.entries(reader.size() / TileName.WIDTH));
    }
    return edge;
  }

  /** How many entries the log has. */
  public long size() {
    return size;
  }

  /** Adds an entry. */
  public void add(byte[] entry, Bytes leaf) {
    bundle.add(entry);
    addHash(leaf);
    if (bundle.size() == TileName.WIDTH) {
      full.add(bundleFile(size / TileName.WIDTH - 1, TileName.WIDTH));
      bundle.clear();
    }
  }

  /** Adds an entry of which only the hash is known; its bundle is not there. */
  public void addHash(Bytes leaf) {
    size++;
    Bytes hash = leaf;
    for (int level = 0; ; level++) {
      if (level == levels.size()) {
        levels.add(new ArrayList<>());
      }
      List<Bytes> hashes = levels.get(level);
      hashes.add(hash);
      if (hashes.size() < TileName.WIDTH) {
        return;
      }
      long index = (size >>> (TileName.HEIGHT * (level + 1))) - 1;
      full.add(tile(level, index, TileName.WIDTH));
      hash = root(hashes);
      hashes.clear();
    }
  }

  /** The tiles and bundles that have become full since the last time. */
  public List<TileFile> takeFull() {
    List<TileFile> files = List.copyOf(full);
    full.clear();
    return files;
  }

  /** The tiles and the bundle that are not full, as they are now. */
  public List<TileFile> partial() {
    List<TileFile> files = new ArrayList<>();
    for (int level = 0; level < levels.size(); level++) {
      int width = levels.get(level).size();
      if (width > 0) {
        files.add(tile(level, size >>> (TileName.HEIGHT * (level + 1)), width));
      }
    }
    if (!bundle.isEmpty()) {
      files.add(bundleFile(size / TileName.WIDTH, bundle.size()));
    }
    return files;
  }

  private TileFile tile(int level, long index, int width) {
    byte[] content = new byte[width * TreeHasher.HASH_BYTES];
    for (int i = 0; i < width; i++) {
      levels.get(level).get(i).copyInto(content, i * TreeHasher.HASH_BYTES);
    }
    return new TileFile(TileName.hashes(level, index, width), Bytes.ofOwnedArray(content));
  }

  private TileFile bundleFile(long index, int width) {
    return new TileFile(TileName.entries(index, width), Bytes.ofOwnedArray(EntryBundle.of(bundle)));
  }

  private Bytes root(List<Bytes> hashes) {
    List<Bytes> row = hashes;
    while (row.size() > 1) {
      List<Bytes> above = new ArrayList<>(row.size() / 2);
      for (int i = 0; i < row.size(); i += 2) {
        above.add(hasher.parent(row.get(i), row.get(i + 1)));
      }
      row = above;
    }
    return row.getFirst();
  }
}

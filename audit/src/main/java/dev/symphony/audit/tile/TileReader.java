package dev.symphony.audit.tile;

import dev.symphony.audit.merkle.HashSource;
import dev.symphony.audit.merkle.TreeHasher;
import dev.symphony.capabilities.Bytes;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the tiles and bundles of a log of a certain size. It believes what the files say; whoever
 * wants to know checks it against a signed root. One instance serves one thread.
 */
public final class TileReader implements HashSource {
  private record Cached(long index, List<Bytes> hashes) {}

  private final Path directory;
  private final long size;
  private final long stored;
  private final TreeHasher hasher = new TreeHasher();
  private final Map<Integer, Cached> cache = new HashMap<>();

  /** A reader of the first {@code size} entries of the log in {@code directory}. */
  public TileReader(Path directory, long size) {
    this(directory, size, size);
  }

  private TileReader(Path directory, long size, long stored) {
    this.directory = directory;
    this.size = size;
    this.stored = stored;
  }

  /** A reader of fewer entries, of which the same files know. */
  public TileReader upTo(long fewer) {
    return new TileReader(directory, fewer, stored);
  }

  /** How many entries it looks at. */
  public long size() {
    return size;
  }

  /** How many hashes a level of tiles has. */
  long count(int level) {
    return count(level, size);
  }

  private static long count(int level, long entries) {
    int shift = TileName.HEIGHT * level;
    return shift < Long.SIZE ? entries >>> shift : 0;
  }

  /** How many bundles there are, the last one not always full. */
  public long bundles() {
    return (size + TileName.WIDTH - 1) / TileName.WIDTH;
  }

  /** How many entries a bundle has. */
  public int width(long bundle) {
    return width(0, bundle);
  }

  /** The index of the first entry of a bundle. */
  public long start(long bundle) {
    return bundle * TileName.WIDTH;
  }

  /** The bundle that an entry is in. */
  public long bundleOf(long index) {
    return index / TileName.WIDTH;
  }

  private int width(int level, long index) {
    return width(level, index, size);
  }

  private static int width(int level, long index, long entries) {
    return (int) Math.min(TileName.WIDTH, count(level, entries) - index * TileName.WIDTH);
  }

  @Override
  public Bytes subtree(int level, long index) {
    int within = level % TileName.HEIGHT;
    long first = index << within;
    int offset = (int) (first % TileName.WIDTH);
    List<Bytes> row =
        hashes(level / TileName.HEIGHT, first / TileName.WIDTH)
            .subList(offset, offset + (1 << within));
    while (row.size() > 1) {
      List<Bytes> above = new ArrayList<>(row.size() / 2);
      for (int i = 0; i < row.size(); i += 2) {
        above.add(hasher.parent(row.get(i), row.get(i + 1)));
      }
      row = above;
    }
    return row.getFirst();
  }

  /**
   * The hashes of a tile.
   *
   * @throws UncheckedIOException when it can't be read or has the wrong length
   */
  public List<Bytes> hashes(int level, long index) {
    Cached cached = cache.get(level);
    if (cached != null && cached.index() == index) {
      return cached.hashes();
    }
    int width = width(level, index);
    String name = TileName.hashes(level, index, width(level, index, stored));
    byte[] bytes = read(name, TileName.hashes(level, index, TileName.WIDTH));
    if (bytes.length < width * TreeHasher.HASH_BYTES) {
      throw damaged(name, "is too short");
    }
    List<Bytes> hashes = new ArrayList<>(width);
    for (int i = 0; i < width; i++) {
      hashes.add(Bytes.copyOf(bytes, i * TreeHasher.HASH_BYTES, TreeHasher.HASH_BYTES));
    }
    cache.put(level, new Cached(index, hashes));
    return hashes;
  }

  /**
   * The entries of a bundle.
   *
   * @throws UncheckedIOException when it can't be read or is no bundle; its cause is a {@link
   *     NoSuchFileException} when it is not there
   */
  public List<byte[]> entries(long index) {
    int width = width(0, index, stored);
    String name = TileName.entries(index, width);
    byte[] bytes = read(name, TileName.entries(index, TileName.WIDTH));
    return EntryBundle.read(bytes, width)
        .or(() -> EntryBundle.read(bytes, TileName.WIDTH))
        .orElseThrow(() -> damaged(name, "is not a bundle of " + width + " entries"))
        .subList(0, width(0, index));
  }

  /** The first bundle that is there: those before it have been taken away. */
  public long firstBundle() {
    if (bundles() < 2) {
      return 0;
    }
    long low = isBundleThere(0) ? 0 : 1;
    long high = low == 0 ? 0 : Math.max(0, bundles() - 1);
    while (low < high) {
      long middle = (low + high) / 2;
      if (isBundleThere(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private boolean isBundleThere(long index) {
    return size > 0 && Files.exists(directory.resolve(TileName.entries(index, width(index))));
  }

  private byte[] read(String name, String instead) {
    try {
      Path file = directory.resolve(name);
      return Files.readAllBytes(Files.exists(file) ? file : directory.resolve(instead));
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new UncheckedIOException(name + " is not there", new NoSuchFileException(name));
    } catch (IOException e) {
      throw new UncheckedIOException(name + " can't be read: " + e, e);
    }
  }

  private static UncheckedIOException damaged(String name, String how) {
    return new UncheckedIOException(new IOException(name + " " + how));
  }
}

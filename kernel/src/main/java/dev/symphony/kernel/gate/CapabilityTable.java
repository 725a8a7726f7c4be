package dev.symphony.kernel.gate;

import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.Holder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The grants of one holder, reached by handle. A handle is a place in the table with a generation:
 * a place that was emptied and filled again has another generation, so that an old handle reaches
 * nothing. A handle fits into 52 bits, and means nothing in another table.
 */
public final class CapabilityTable {
  private static final int INDEX_BITS = 24;
  private static final int MAX_GENERATION = (1 << 28) - 1;
  private static final int MAX_ENTRIES = 1 << 16;

  /** A place: its grant, and what was given later to be reached through the same handle. */
  private record Entry(int generation, @Nullable Grant grant, List<Grant> later) {}

  private final Holder holder;
  private final Deque<Integer> free = new ArrayDeque<>();
  private volatile Entry[] entries = new Entry[0];

  /** An empty table for {@code holder}. */
  public CapabilityTable(Holder holder) {
    this.holder = holder;
  }

  /** Who the table belongs to. */
  public Holder holder() {
    return holder;
  }

  /**
   * Puts a grant in.
   *
   * @return its handle
   * @throws IllegalArgumentException when the grant is somebody else's
   * @throws IllegalStateException when the table has 65,536 grants already
   */
  public synchronized long insert(Grant grant) {
    if (!grant.holder().equals(holder)) {
      throw new IllegalArgumentException(grant + " does not belong to " + holder);
    }
    Integer reused = free.poll();
    int index = reused != null ? reused : grow();
    int generation = reused != null ? entries[index].generation() + 1 : 1;
    put(index, new Entry(generation, grant, List.of()));
    return (long) generation << INDEX_BITS | index;
  }

  /** Takes the grant at {@code handle} out; the handle reaches nothing from now on. */
  public synchronized Optional<Grant> remove(long handle) {
    Grant grant = find(handle);
    if (grant == null) {
      return Optional.empty();
    }
    int index = indexOf(handle);
    int generation = entries[index].generation();
    put(index, new Entry(generation, null, List.of()));
    if (generation < MAX_GENERATION) {
      free.add(index);
    }
    return Optional.of(grant);
  }

  /**
   * Lets the handle reach {@code more} as well, where the grant at the handle does not allow a
   * call.
   *
   * @throws IllegalArgumentException when the grant is somebody else's, or over another service
   */
  public synchronized void extend(long handle, Grant more) {
    Grant first = find(handle);
    if (first == null
        || !more.holder().equals(holder)
        || first.target().declaration() != more.target().declaration()) {
      throw new IllegalArgumentException(more + " does not fit the handle");
    }
    Entry entry = entries[indexOf(handle)];
    List<Grant> later = new ArrayList<>(entry.later());
    later.removeIf(Grant::isRevoked);
    later.add(more);
    put(indexOf(handle), new Entry(entry.generation(), first, List.copyOf(later)));
  }

  /** What the handle reaches beside the grant that {@link #find} gives. */
  List<Grant> later(long handle) {
    Entry[] current = entries;
    int index = indexOf(handle);
    return index < current.length && current[index].generation() == handle >>> INDEX_BITS
        ? current[index].later()
        : List.of();
  }

  /**
   * Of several handles the first whose right names {@code operation}, else the first of all.
   *
   * @param handles at least one, all of this table
   */
  public long bestFor(String operation, List<Long> handles) {
    return handles.stream()
        .filter(handle -> {
          Grant grant = find(handle);
          return grant != null && grant.right().includes(operation);
        })
        .findFirst()
        .orElse(handles.getFirst());
  }

  /** The grant at {@code handle}, or null when the handle reaches nothing in this table. */
  @Nullable Grant find(long handle) {
    Entry[] current = entries;
    int index = indexOf(handle);
    if (index >= current.length) {
      return null;
    }
    Entry entry = current[index];
    return entry.generation() == handle >>> INDEX_BITS ? entry.grant() : null;
  }

  private static int indexOf(long handle) {
    return (int) (handle & (1 << INDEX_BITS) - 1);
  }

  private int grow() {
    int index = entries.length;
    if (index >= MAX_ENTRIES) {
      throw new IllegalStateException("the capability table of " + holder + " is full");
    }
    return index;
  }

  private void put(int index, Entry entry) {
    Entry[] copy = Arrays.copyOf(entries, Math.max(entries.length, index + 1));
    copy[index] = entry;
    entries = copy;
  }
}

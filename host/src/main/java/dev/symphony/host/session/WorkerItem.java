package dev.symphony.host.session;

import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.Language;
import dev.symphony.kernel.service.ServiceFailure;

/**
 * A worker as an item of the pool: for the guests of one publisher, in one language, with so much
 * memory each.
 */
record WorkerItem(String publisher, Language language, long heapBytes) {
  private static final long MIB = 1L << 20;

  static WorkerItem of(InstalledSource extension) {
    GuestLimits limits = extension.source().manifest().limits();
    return new WorkerItem(
        extension.source().manifest().identity().publisher(),
        extension.source().program().language(),
        limits.heapBytes());
  }

  /** The item of that name. */
  static WorkerItem named(String name) {
    String[] parts = name.split(" ", 3);
    if (parts.length != 3) {
      throw new ServiceFailure("pool-item-unknown", "there is no such worker");
    }
    Language language =
        Language.named(parts[0])
            .orElseThrow(() -> new ServiceFailure("pool-item-unknown", "there is no such worker"));
    return new WorkerItem(parts[2], language, Long.parseLong(parts[1]));
  }

  /** Its name in the pool. */
  String name() {
    return language.id() + " " + heapBytes + " " + publisher;
  }

  /** The memory of one guest in it, in MiB, rounded up. */
  long memoryMib() {
    return Math.ceilDiv(heapBytes, MIB);
  }
}

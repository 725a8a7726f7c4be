package dev.symphony.sandbox.process;

import dev.symphony.kernel.guest.GuestStart;
import dev.symphony.kernel.guest.Language;

/** What guests have in common that may share a worker. */
record WorkerKey(String domain, Language language, long maxHeapBytes) {
  static WorkerKey of(GuestStart start) {
    return of(start.domain(), start.program().language(), start.limits().heapBytes());
  }

  /** What workers are for guests of one domain that may each use so much memory. */
  static WorkerKey of(String domain, Language language, long heapBytes) {
    return new WorkerKey(domain, language, RuntimeSettings.workerHeapBytes(language, heapBytes));
  }
}

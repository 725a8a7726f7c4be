package dev.symphony.sandbox.process;

import dev.symphony.kernel.guest.GuestStart;
import dev.symphony.kernel.guest.Language;

/** What guests have in common that may share a worker. */
record WorkerKey(String domain, Language language, long maxHeapBytes) {
  static WorkerKey of(GuestStart start) {
    Language language = start.program().language();
    return new WorkerKey(
        start.domain(),
        language,
        RuntimeSettings.workerHeapBytes(language, start.limits().heapBytes()));
  }
}

package dev.symphony.sandbox.process;

import dev.symphony.sandbox.jail.ControlGroup;
import dev.symphony.sandbox.jail.ControlGroup.Version;
import dev.symphony.sandbox.jail.JailedProcess;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Control groups for workers, where the host may make some: one for each, which bounds all the
 * memory of the process, whatever it is used for, and goes when the process has gone.
 */
final class WorkerGroups {
  private static final String PREFIX = "symphony-worker-";

  /** What a worker needs beside the heap of its guests: code, classes, the engine's own data. */
  private static final long BESIDE_HEAP_BYTES = 1536L << 20;

  private static final long TASKS = 4096;

  private final Consumer<String> log;
  private Optional<List<Version>> usable = Optional.empty();

  WorkerGroups(Consumer<String> log) {
    this.log = log;
  }

  /**
   * Puts a worker that has just been started into a group of its own; the same worker where there
   * are none.
   *
   * @throws IOException when there is a group, but the worker does not get into it
   */
  JailedProcess adopt(JailedProcess worker, long heapBytes) throws IOException {
    for (Version version : usable()) {
      Optional<ControlGroup> made = make(version, worker.process().pid(), heapBytes);
      if (made.isPresent()) {
        var _ =
            worker
                .process()
                .onExit()
                .thenRunAsync(() -> remove(made.get()), Thread::startVirtualThread);
        return made.get().adopt(worker);
      }
    }
    return worker;
  }

  /** The versions in which this host may make groups; what a host before left behind goes. */
  private synchronized List<Version> usable() {
    if (usable.isEmpty()) {
      List<Version> found =
          Stream.of(Version.values()).filter(v -> ControlGroup.probe(v).isPresent()).toList();
      found.forEach(version -> ControlGroup.sweep(version, PREFIX));
      usable = Optional.of(found);
    }
    return usable.get();
  }

  private Optional<ControlGroup> make(Version version, long worker, long heapBytes) {
    String name = PREFIX + ProcessHandle.current().pid() + "-" + worker;
    try {
      return Optional.of(ControlGroup.create(version, name, heapBytes + BESIDE_HEAP_BYTES, TASKS));
    } catch (IOException e) {
      log.accept("no control group for a worker: " + e);
      return Optional.empty();
    }
  }

  private void remove(ControlGroup group) {
    try {
      group.remove();
    } catch (IOException e) {
      log.accept("a control group is left behind: " + e);
    }
  }
}
